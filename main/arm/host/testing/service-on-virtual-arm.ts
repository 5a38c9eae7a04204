import { onTestFinished } from 'vitest';
import type { ArmApi, ArmStreamFrame } from '../../../../contracts/arm-api.ts';
import type { ArmFrame } from '../../../../contracts/arm.ts';
import { temporaryFolder } from '../../../runs/testing/temporary-folder.ts';
import { so101 } from '../../arms/so101.ts';
import { exportToLeRobot } from '../../calibration/lerobot.ts';
import { factoryCalibration } from '../../control/testing/factory-calibration.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { connectInProcess } from '../../virtual/in-process.ts';
import { startVirtualArm } from '../../virtual/virtual-arms.ts';
import { ArmService } from '../arm-service.ts';

export const CALIBRATION = exportToLeRobot(so101, factoryCalibration(so101));
export const CONNECTION = { arm: 'so101', address: 'tcp://virtual:1' };

/** A service with a virtual SO-101 to connect to, over real packets, on a clock that tests turn. */
export async function serviceOnVirtualArm() {
  const clock = new ManualClock();
  const virtual = await startVirtualArm('so101', { clock });
  const openLink = async () => connectInProcess(virtual);
  const service = new ArmService({ dataFolder: temporaryFolder(), clock, openLink });
  onTestFinished(() => virtual.close());
  /** Opens a window to it. */
  const open = () => {
    const session = service.connect();
    const frames: ArmStreamFrame[] = [];
    session.subscribe(async (frame) => void frames.push(frame));
    const call = <K extends keyof ArmApi>(name: K, ...args: Parameters<ArmApi[K]>) =>
      clock.settle((session[name] as (...given: unknown[]) => ReturnType<ArmApi[K]>)(...args)) as ReturnType<ArmApi[K]>;
    const last = () => frames.findLast((frame): frame is ArmFrame => frame.kind === 'arm')!;
    return { session, frames, last, call };
  };
  return { clock, virtual, service, open };
}
