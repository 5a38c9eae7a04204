/** An arm at work, as a window sees it: its modes, faults and joints. */
import { z } from 'zod';

/**
 * `off`: without torque. `hold`: stands still. `teach`: without torque, and recorded. `parking`: on its way to rest.
 * `damped`: without a goal, but its servos resist.
 */
export const armModes = ['off', 'hold', 'jog', 'teach', 'replay', 'policy', 'parking', 'damped'] as const;
export type ArmMode = (typeof armModes)[number];

/**
 * How a software stop ends: `hold` brakes and keeps the torque on; `damp` lets the arm sink while its servos resist;
 * `park` moves slowly to rest and then releases. None of them removes power: only a switch in the supply does.
 */
export const stopModeSchema = z.enum(['hold', 'damp', 'park']);
export type StopMode = z.output<typeof stopModeSchema>;

export const faultCodes = [
  'bad-command',
  'commander-silent',
  'servo-silent',
  'servo-fault',
  'hot',
  'low-voltage',
  'stalled',
  'park-blocked',
  'tick-failed',
  'link-lost',
] as const;

/** What stopped the arm. It stays until a person clears it. */
export const armFaultSchema = z.object({
  code: z.enum(faultCodes),
  /** Null if it concerns the whole arm. */
  joint: z.string().nullable(),
  /** With the offending value. */
  cause: z.string(),
  remedy: z.string(),
  at: z.iso.datetime(),
});
export type ArmFault = Readonly<z.output<typeof armFaultSchema>>;

/** Lateness of the control ticks, ms, over the last minutes, and how many were left out. */
export const tickStatisticsSchema = z.object({
  period_ms: z.number(),
  ticks: z.number(),
  missed: z.number(),
  median_ms: z.number(),
  p99_ms: z.number(),
  worst_ms: z.number(),
  /** Of reading, deciding and sending. */
  work_p99_ms: z.number(),
});
export type TickStatistics = Readonly<z.output<typeof tickStatisticsSchema>>;

/** One joint at a tick. */
export interface JointFrame {
  /** Null where torque is off. */
  readonly commanded_rad: number | null;
  readonly sent_rad: number | null;
  readonly measured_rad: number;
  readonly velocity_radps: number;
  /** Share of the full drive, in [-1, 1]; null if the servo does not tell. */
  readonly load: number | null;
  readonly current_A: number | null;
  readonly voltage_V: number;
  readonly temperature_degC: number;
  /** The safety rule that changed its command. */
  readonly limitedBy: string | null;
  /** Ticks since its servo was last heard. */
  readonly silentTicks: number;
}

/** Where a joint was told to be; without torque, where it is. */
export function goalOf({ sent_rad, measured_rad }: Pick<JointFrame, 'sent_rad' | 'measured_rad'>): number {
  return sent_rad ?? measured_rad;
}

/** The arm at one tick; a window gets the latest. */
export interface ArmFrame {
  readonly kind: 'arm';
  /** Since the arm was connected. */
  readonly time_s: number;
  readonly mode: ArmMode;
  readonly joints: readonly JointFrame[];
  /** What the twin sees in the way: the two that would come too near. */
  readonly obstacle: readonly [string, string] | null;
  readonly faults: readonly ArmFault[];
  readonly ticks: TickStatistics;
}

/** Where the bodies of an arm's twin are, [bodies · POSE_FLOATS] each: what a window draws, up to 30 times a second. */
export interface ArmPosesFrame {
  readonly kind: 'arm-poses';
  /** As the joints are measured; in a calibration, as the person shall see the arm. */
  readonly measured: Float32Array;
  /** As they were told to be; null without torque. */
  readonly commanded: Float32Array | null;
  /** Of the tool as measured, m: x forward, z up. */
  readonly tool_m: readonly [number, number, number];
}

/** What an arm did while it was connected, as its log tells, at most 25 times a second: for a replay. */
export interface ArmTrack {
  readonly arm: string;
  readonly startedAt: string;
  readonly joints: readonly string[];
  /** Since the arm was connected, [T]. */
  readonly times_s: Float32Array;
  /** [T · joints]. */
  readonly measured_rad: Float32Array;
  /** [T · joints]; NaN without torque. */
  readonly sent_rad: Float32Array;
  readonly modes: readonly ArmMode[];
  /** As they were raised. */
  readonly faults: readonly { readonly time_s: number; readonly fault: ArmFault }[];
}

/** A motion that was taught: poses (rad, in the joints' order) at times from 0 on. */
export const recordingSchema = z
  .object({
    joints: z.array(z.string()).min(1),
    times_s: z.array(z.number().min(0)).min(2).max(120_000),
    poses_rad: z.array(z.array(z.number())),
  })
  .refine(({ times_s, poses_rad }) => times_s.length === poses_rad.length, { error: 'needs a pose for every time' })
  .refine(({ times_s }) => times_s.every((time, i) => i === 0 || time > times_s[i - 1]!), {
    error: 'the times must rise',
  })
  .refine(({ joints, poses_rad }) => poses_rad.every((pose) => pose.length === joints.length), {
    error: 'every pose needs an angle for each joint',
  });
export type Recording = Readonly<z.output<typeof recordingSchema>>;
