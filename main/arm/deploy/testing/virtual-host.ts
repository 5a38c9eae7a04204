import { onTestFinished } from 'vitest';
import { armApi, type ArmApi } from '../../../../contracts/arm-api.ts';
import type { ArmFrame } from '../../../../contracts/arm.ts';
import type { Port } from '../../../../contracts/port.ts';
import { temporaryFolder } from '../../../runs/testing/temporary-folder.ts';
import { portPair } from '../../../transport/port-pair.ts';
import { serveApi } from '../../../transport/rpc.ts';
import { so101 } from '../../arms/so101.ts';
import { exportToLeRobot } from '../../calibration/lerobot.ts';
import { factoryCalibration } from '../../control/testing/factory-calibration.ts';
import { ArmService } from '../../host/arm-service.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { connectInProcess } from '../../virtual/in-process.ts';
import { startVirtualArm } from '../../virtual/virtual-arms.ts';

/** An arm's host with a virtual SO-101, over real packets, on a clock that tests turn; and a person's window to it. */
export async function virtualHost() {
  const clock = new ManualClock();
  const virtual = await startVirtualArm('so101', { clock });
  const dataFolder = temporaryFolder();
  const service = new ArmService({ dataFolder, clock, openLink: async () => connectInProcess(virtual) });
  onTestFinished(() => virtual.close());
  const person = service.connect();
  const frames: ArmFrame[] = [];
  person.subscribe(async (frame) => void (frame.kind === 'arm' && frames.push(frame)));
  const call = <K extends keyof ArmApi>(name: K, ...args: Parameters<ArmApi[K]>) =>
    clock.settle((person[name] as (...given: unknown[]) => ReturnType<ArmApi[K]>)(...args)) as ReturnType<ArmApi[K]>;
  return {
    clock,
    virtual,
    call,
    frames,
    last: () => frames.at(-1)!,
    /** As the lab connects to it. */
    connect(): Port {
      const [port, host] = portPair();
      serveApi(host, armApi, service.connect());
      return port;
    },
    async connectArm(): Promise<void> {
      await call('connect', { arm: 'so101', address: 'tcp://virtual:1' });
    },
    async calibrate(): Promise<void> {
      await call('importCalibration', exportToLeRobot(so101, factoryCalibration(so101)));
    },
  };
}
