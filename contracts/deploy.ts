/**
 * A trained policy on a real arm: what a window asks of the lab, which acts, and hears from it. The arm is the one that
 * is connected at the arm's host; the lab has a way of its own to it. A window that begins a deployment watches over it:
 * if it is gone, or takes no frames for a second, the arm holds.
 */
import { z } from 'zod';
import { method, none, structured } from './api-schema.ts';
import type { ErrorData } from './errors.ts';
import { ghostSettingsSchema } from './ghost-settings.ts';
import type { Decision } from './stream.ts';

/**
 * `idle`: nothing is under way. `checking`: nothing moves yet. `dry-run`: the policy moves the twin, and nothing is sent.
 * `running`: the policy moves the arm. `held`: the arm stands still, at its target or until it is let on. `fault`: it was
 * stopped, and a person must look.
 */
export type DeployState = 'idle' | 'checking' | 'dry-run' | 'running' | 'held' | 'fault';

/** What must hold before a policy may move an arm, in the order in which it is looked at. */
export const deployChecks = [
  'policy',
  'connection',
  'actions',
  'observations',
  'calibration',
  'faults',
  'twin',
  'target',
] as const;

export const deployCheckSchema = z.object({
  name: z.enum(deployChecks),
  title: z.string(),
  /** Null if it was not looked at, because an earlier one failed, or it is no matter in a dry run. */
  ok: z.boolean().nullable(),
  /** What was found, with the value that decided. */
  found: z.string(),
  /** The way out; empty if there is no need. */
  remedy: z.string(),
});
export type DeployCheck = Readonly<z.output<typeof deployCheckSchema>>;

/** A point in the frame of the arm's base, m: x forward, y to the left, z up. */
export const pointSchema = z.tuple([z.number(), z.number(), z.number()]);
export type Point = Readonly<z.output<typeof pointSchema>>;

export const deployRequestSchema = ghostSettingsSchema.extend({
  run: z.string().min(1).max(200),
  checkpoint: z.enum(['best', 'latest']).default('best'),
  /** The policy moves the twin, from where the arm is; nothing is sent. */
  dryRun: z.boolean().default(false),
  target_m: pointSchema,
});
export type DeployRequest = z.output<typeof deployRequestSchema>;

/** One joint of the policy, of an arm and of its twin that was sent the same goals from the same pose on. */
export interface JointComparison {
  readonly joint: string;
  readonly rms_rad: number;
  readonly worst_rad: number;
}

/** How the arm moved, and how its twin did that was sent the same goals: what simulation gets wrong about this arm. */
export interface TwinComparison {
  readonly joints: readonly JointComparison[];
  /** Since the deployment began; the twin begins anew, where the arm is, at every target. [T] */
  readonly times_s: Float32Array;
  /** [T · joints]. */
  readonly measured_rad: Float32Array;
  readonly twin_rad: Float32Array;
  /** Indices of the ticks at which a target was placed. */
  readonly targetsAt: readonly number[];
}

/** Part of `labApi`. */
export const deployApi = {
  /** Looks whether a policy may move the connected arm; nothing moves. */
  checkDeploy: method(z.tuple([deployRequestSchema]), z.array(deployCheckSchema)),
  /**
   * Checks; switches torque on; raises the arm slowly to where it begins; then lets the policy move it to the target.
   * Frames tell how it goes. @throws `refused`, naming the first check that failed; `busy` while one is under way
   */
  deploy: method(z.tuple([deployRequestSchema]), none),
  /** Puts the target elsewhere, and lets an arm on that held at the last one. @throws `refused` if it is out of reach */
  placeTarget: method(z.tuple([pointSchema]), none),
  /** A target that the policy's task draws, each time another one. @throws `refused` before the first check */
  drawTarget: method(z.tuple([]), pointSchema),
  /** The arm stands still, with torque, until it is let on. */
  holdDeploy: method(z.tuple([]), none),
  continueDeploy: method(z.tuple([]), none),
  /** The arm holds, and is free for whoever moves it next. What was recorded of it stays until the next one begins. */
  endDeploy: method(z.tuple([]), none),
  /** Of the last deployment of this window. @throws `refused` if there was none, or nothing moved */
  compareWithTwin: method(z.tuple([]), structured<TwinComparison>()),
};

/** Why an arm is held: at its target; by a person; because nobody looked; or after its task's step limit. */
export const holdReasons = ['reached', 'paused', 'unseen', 'step-limit'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** An episode that happened on an arm: from when a policy began to move it until it came to rest. */
export const deployedSchema = z.object({
  /** Its title. */
  arm: z.string(),
  isDryRun: z.boolean(),
  /** The arm's log, and when the episode begins in it; null in a dry run. */
  log: z.object({ name: z.string(), from_s: z.number() }).nullable(),
  /** Why it came to rest; `ended` when the deployment was over. */
  end: z.enum([...holdReasons, 'fault', 'ended']),
  /** What stopped it; empty unless something did. */
  fault: z.string(),
  /** From the tool to the target, at last. */
  distance_m: z.number(),
});
export type Deployed = Readonly<z.output<typeof deployedSchema>>;

/** How punctual the last step was, ms. */
export interface DeployTiming {
  /** Since the step before; 40 for a policy of 25 Hz. */
  readonly period_ms: number;
  /** To decide. */
  readonly decide_ms: number;
  /** From the joints' measurement, as it arrived, to the command, as it left. */
  readonly latency_ms: number;
  /** Steps so far that came later than one and a half periods. */
  readonly late: number;
}

/** A deployment, at every step of its policy and whenever its state changes; a window gets the latest. */
export interface DeployFrame {
  readonly kind: 'deploy';
  readonly state: DeployState;
  readonly run: string | null;
  readonly isDryRun: boolean;
  /** As they were looked at last. */
  readonly checks: readonly DeployCheck[];
  /** In `held`. */
  readonly held: HoldReason | null;
  /** In `fault`: what stopped it, and the way out. */
  readonly fault: ErrorData | null;
  /** Whether the arm is still on its way to where the policy begins. */
  readonly isRaising: boolean;
  readonly target_m: Point | null;
  /** From the tool, as measured, to the target. */
  readonly distance_m: number | null;
  /** Of the policy, since the target was placed, and how many its task allows. */
  readonly step: number;
  readonly episodeSteps: number;
  /** Where the bodies of the task's scene are, [bodies · POSE_FLOATS]: as measured, and as commanded. */
  readonly poses: Float32Array;
  readonly commanded: Float32Array | null;
  /** Null when the policy does not act. */
  readonly decision: Decision | null;
  readonly timing: DeployTiming | null;
}
