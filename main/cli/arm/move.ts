import { goalOf, type ArmFrame } from '../../../contracts/arm.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { interruptible } from '../interrupt.ts';
import { unknownName } from '../nearest.ts';
import type { Output } from '../output.ts';
import { DEGREES } from '../quantities.ts';
import { table } from '../table.ts';
import type { ArmOptions } from './options.ts';
import { connectionOf, withArm } from './with-arm.ts';

const REPEAT_ms = 40;
/** Goals that change by less from one to the next have arrived, or are held back by a rule. */
const STILL_rad = 0.001;
const STILL_times = 15;

/** Switches torque on, moves joints to angles, tells where the arm is, parks and releases it. */
export async function moveArm(options: ArmOptions, output: Output): Promise<number> {
  const connection = await connectionOf(options);
  let frame: ArmFrame | null = null;
  return withArm(
    options,
    (told) => {
      if (told.kind === 'arm') frame = told;
    },
    async (arm) => {
      const joints = (await arm.arms()).find(({ id }) => id === options.arm)?.joints.map(({ name }) => name) ?? [];
      const wanted_rad = parsePose(options.pose ?? [], joints);
      await arm.connect(connection);
      await arm.engage();
      return interruptible(
        output,
        async (signal) => {
          const newest = () => frame;
          await jog(arm.jogJoints, wanted_rad, newest, signal);
          tell(newest()!, joints, output);
          return 0;
        },
        'Parking the arm.',
      );
    },
  );
}

/** @returns an angle for each joint; null where it stays. @throws WorkbenchError `unknown-name`, `bad-config` */
export function parsePose(words: readonly string[], joints: readonly string[]): (number | null)[] {
  const pose: (number | null)[] = joints.map(() => null);
  for (const word of words) {
    const [name = '', angle = ''] = word.split('=');
    const joint = joints.indexOf(name.trim());
    if (joint < 0) throw unknownName('joint', name, joints);
    const angle_deg = Number(angle);
    if (angle.trim() === '' || !Number.isFinite(angle_deg)) {
      throw new WorkbenchError('bad-config', `"${word}" gives no angle.`, `Write ${name}=30 for 30 degrees.`);
    }
    pose[joint] = angle_deg / DEGREES;
  }
  return pose;
}

async function jog(
  send: (targets_rad: number[]) => Promise<void>,
  wanted_rad: readonly (number | null)[],
  newest: () => ArmFrame | null,
  signal: AbortSignal,
): Promise<void> {
  let last: readonly number[] = [];
  for (let still = 0; still < STILL_times && !signal.aborted;) {
    const goals_rad = newest()?.joints.map(goalOf) ?? [];
    const hasMoved = goals_rad.some((goal, j) => Math.abs(goal - (last[j] ?? Infinity)) > STILL_rad);
    still = hasMoved || goals_rad.length === 0 ? 0 : still + 1;
    last = goals_rad;
    if (goals_rad.length > 0) await send(goals_rad.map((goal, j) => wanted_rad[j] ?? goal));
    await new Promise((resolve) => setTimeout(resolve, REPEAT_ms));
  }
}

function tell({ joints, faults }: ArmFrame, names: readonly string[], output: Output): void {
  const angles_deg = joints.map(({ measured_rad }) => measured_rad * DEGREES);
  const record = {
    type: 'pose',
    angles_deg: Object.fromEntries(names.map((name, j) => [name, angles_deg[j]!])),
    faults,
  };
  output.result(
    record,
    table(
      names.map((name, j) => [name, `${angles_deg[j]!.toFixed(1)}°`, notesOf(joints[j]!)]),
      [1],
    ),
  );
  for (const { cause, remedy } of faults) output.note(`${cause} ${remedy}`);
}

function notesOf({ limitedBy }: ArmFrame['joints'][number]): string {
  return limitedBy === null ? '' : `held back by ${limitedBy}`;
}
