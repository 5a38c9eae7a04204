import { onTestFinished } from 'vitest';
import type { ArmFrame } from '../../../../contracts/arm.ts';
import { Twin } from '../../../../sims/arms/twin.ts';
import type { WorkbenchError } from '../../../../contracts/errors.ts';
import { so101 } from '../../arms/so101.ts';
import { openBus } from '../../bus/open-bus.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { connectInProcess } from '../../virtual/in-process.ts';
import { startVirtualArm } from '../../virtual/virtual-arms.ts';
import { ArmDriver } from '../arm-driver.ts';
import { ArmController } from '../controller.ts';
import { factoryCalibration } from './factory-calibration.ts';

/** A controller of a virtual SO-101, over real packets, on a clock that tests turn. */
export async function virtualController() {
  const clock = new ManualClock();
  const virtual = await startVirtualArm('so101', { clock });
  const bus = await clock.settle(openBus(connectInProcess(virtual), 'feetech-sts', { clock }));
  const driver = await clock.settle(ArmDriver.meet(bus, so101, factoryCalibration(so101)));
  const twin = await Twin.load(
    so101.twin,
    so101.joints.map(({ name }) => name),
  );
  const frames: ArmFrame[] = [];
  const lost: WorkbenchError[] = [];
  const controller = new ArmController(driver, twin, {
    clock,
    rate_Hz: 50,
    frame: (frame) => frames.push(frame),
    lost: (reason) => lost.push(reason),
  });
  onTestFinished(async () => {
    await virtual.close();
    twin.dispose();
  });
  return {
    clock,
    virtual,
    driver,
    twin,
    controller,
    frames,
    lost,
    last: () => frames.at(-1)!,
    /** Lets time pass, with whoever commands alive. */
    async pass(duration_s: number): Promise<void> {
      for (let left_ms = 1000 * duration_s; left_ms > 0; left_ms -= 40) {
        controller.heard();
        await clock.advance(Math.min(40, left_ms));
      }
    },
  };
}
