import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { ArmApi, ArmStreamFrame } from '../../../contracts/arm-api.ts';
import type { ArmFrame } from '../../../contracts/arm.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { handFor } from '../../../contracts/helping-hand.ts';
import type { Client } from '../../../contracts/rpc/client.ts';
import { DEGREES } from '../quantities.ts';
import { CLI } from '../window-files.ts';
import type { ArmOptions } from './options.ts';

/** A busy machine's simulation may pause: the hand looks at every third prompt, lest it takes that for an arm at rest. */
const PROMPTS_A_LOOK = 3;
const DOWN_rad = 0.1;

/** A virtual arm in a process of its own, behind a serial port made of software, as it comes from a kit. */
export interface VirtualProcess {
  readonly address: string;
  /** Leads its joints, as a hand would. */
  lead(arm: ArmDescription, pose_rad: readonly number[]): void;
  letGo(): void;
  close(): Promise<void>;
}

/** @throws WorkbenchError `unsupported` where the system has no such ports */
export async function startVirtualProcess({ arm, link, faults }: ArmOptions): Promise<VirtualProcess> {
  const words = ['arm', 'virtual', '--json', '--arm', arm, '--link', link, '--uncalibrated'];
  if (faults) words.push('--faults', faults.join(','));
  const nodeFlags = ['--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...nodeFlags, CLI, ...words], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const told = JSON.parse(line) as { address?: string; message?: string; remedy?: string };
  if (told.address === undefined) throw new WorkbenchError('unsupported', told.message!, told.remedy!);
  return {
    address: told.address,
    lead({ joints }, pose_rad) {
      const angles = joints.map(({ name }, j) => `${name}=${(pose_rad[j]! * DEGREES).toFixed(3)}`);
      child.stdin.write(`lead ${angles.join(',')}\n`);
    },
    letGo: () => void child.stdin.write('lead\n'),
    async close() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Does what the guided calibration of an arm asks for, as a person would, and puts the arm down. */
export async function calibrateByHand(
  { api, onFrame }: Client<ArmApi, ArmStreamFrame>,
  arm: ArmDescription,
  virtual: VirtualProcess,
): Promise<void> {
  const { promise: calibrated, resolve, reject } = Promise.withResolvers<void>();
  const hand = handFor(
    arm,
    (pose_rad) => virtual.lead(arm, pose_rad),
    (event) => void api.calibrationEvent(event).catch(reject),
  );
  let isDone = false;
  let prompts = 0;
  const stops = [
    onFrame('calibration', ({ prompt }) => {
      isDone ||= prompt.step === 'done';
      if (prompts++ % PROMPTS_A_LOOK === 0) hand.obey(prompt);
    }),
    onFrame('arm-connection', ({ calibratedAt, lost }) => {
      if (lost !== null) reject(new WorkbenchError('link-lost', lost, 'Start again.'));
      else if (isDone && calibratedAt !== null) resolve();
    }),
  ];
  await api.calibrate();
  await calibrated.finally(() => stops.forEach((stop) => stop()));

  const rest_rad = arm.park_rad.at(-1)!;
  virtual.lead(arm, rest_rad);
  const isDown = ({ joints }: ArmFrame) =>
    joints.every((joint, j) => Math.abs(joint.measured_rad - rest_rad[j]!) < DOWN_rad);
  await new Promise<void>((resolve) => {
    const stop = onFrame('arm', (frame) => {
      if (!isDown(frame)) return;
      stop();
      resolve();
    });
  });
  virtual.letGo();
}
