import { z } from 'zod';
import { policyNoteSchema, type PolicyNote } from '../../../contracts/arm-log.ts';
import { armFaultSchema, armModes, type ArmFrame } from '../../../contracts/arm.ts';

/** What is logged of a joint, in this order; NaN where it is unknown. */
export const JOINT_COLUMNS = [
  'commanded_rad',
  'sent_rad',
  'measured_rad',
  'velocity_radps',
  'load',
  'current_A',
  'voltage_V',
  'temperature_degC',
] as const;

/** The first record of a log. */
export const logHeaderSchema = z.object({
  version: z.literal(1),
  arm: z.string(),
  joints: z.array(z.string()).min(1),
  rate_Hz: z.number().positive(),
  startedAt: z.iso.datetime(),
});
export type LogHeader = Readonly<z.output<typeof logHeaderSchema>>;

/** A tick. */
export const logTickSchema = z.object({
  time_s: z.number(),
  mode: z.enum(armModes),
  /** [joints · JOINT_COLUMNS]. */
  joints: z.instanceof(Float32Array),
  /** The rule that changed each joint's command. */
  limitedBy: z.array(z.string().nullable()),
  /** Latched at that time. */
  faults: z.array(armFaultSchema),
  /** What a policy decided since the tick before; older logs lack it. */
  policy: policyNoteSchema.nullable().default(null),
});
export type LogTick = Readonly<z.output<typeof logTickSchema>>;

export function tickOf({ time_s, mode, joints, faults }: ArmFrame, policy: PolicyNote | null): LogTick {
  return {
    time_s,
    mode,
    joints: Float32Array.from(joints.flatMap((joint) => JOINT_COLUMNS.map((column) => joint[column] ?? NaN))),
    limitedBy: joints.map(({ limitedBy }) => limitedBy),
    faults: [...faults],
    policy,
  };
}

/** A joint's value at a tick; null where it is unknown. */
export function valueOf(tick: LogTick, joint: number, column: (typeof JOINT_COLUMNS)[number]): number | null {
  const value = tick.joints[joint * JOINT_COLUMNS.length + JOINT_COLUMNS.indexOf(column)]!;
  return Number.isNaN(value) ? null : value;
}
