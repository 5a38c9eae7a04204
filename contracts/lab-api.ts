/**
 * What a window may ask of the lab. Every argument and answer is checked against these schemas on both sides; an error
 * crosses as `ErrorData`. Times and sizes are in the names.
 */
import { z } from 'zod';
import { method, none, structured } from './api-schema.ts';
import { deployApi, deployedSchema } from './deploy.ts';
import { ghostSettingsSchema } from './ghost-settings.ts';
import { engineApi } from './engines.ts';
import { newRunSchema } from './new-run.ts';
import { engineChoiceSchema, engineIds, runConfigSchema, runStatusSchema } from './run.ts';
import type { SceneDescription } from './scene.ts';
import { actionSpecSchema, observationSpecSchema } from './spec.ts';
import type { WatchFrame } from './stream.ts';

export type { NewRun } from './new-run.ts';

const runId = z.string().min(1).max(200);
const values = z.record(z.string(), z.unknown());
/** A JSON Schema, made from a zod object, from which a form is made. */
const jsonSchema = z.record(z.string(), z.unknown());

const metricSpec = z.object({
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  description: z.string(),
  reproducible: z.literal(false).optional(),
});

export const taskCardSchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  schema: jsonSchema,
  action: actionSpecSchema,
  observation: observationSpecSchema,
  controlTimestep_s: z.number(),
  episodeSteps: z.number(),
  environmentSteps: z.number(),
  solved: z.object({ measure: z.enum(['successRate', 'meanReturn']), atLeast: z.number() }),
});
export type TaskCard = z.output<typeof taskCardSchema>;

export const agentCardSchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  paper: z.object({ title: z.string(), url: z.string() }),
  schema: jsonSchema,
  metrics: z.array(metricSpec),
  /** Why it cannot learn a task, by the task's id; absent where it can. */
  refuses: z.record(z.string(), z.string()),
  /** What stands in for the defaults of the run's and its own fields when it learns a task, by the task's id. */
  suggestions: z.record(z.string(), z.object({ run: values, agent: values })),
});
export type AgentCard = z.output<typeof agentCardSchema>;

export const catalogueSchema = z.object({
  version: z.string(),
  tasks: z.array(taskCardSchema),
  agents: z.array(agentCardSchema),
  engines: z.array(z.object({ id: z.enum(engineIds), title: z.string() })),
  /** The run's own fields (those of `runConfigSchema`). */
  runSchema: jsonSchema,
  /** The lab's own metrics; an agent adds its own. */
  metrics: z.array(metricSpec),
  dataFolder: z.string(),
  /** What the store had to report when it was opened. */
  warnings: z.array(z.string()),
});
export type Catalogue = z.output<typeof catalogueSchema>;

const point = z.object({ environmentSteps: z.number(), wall_s: z.number(), value: z.number() });

export const evaluationSchema = z.object({
  episodes: z.number(),
  meanReturn: z.number(),
  returnDeviation: z.number(),
  successRate: z.number().nullable(),
});

/** A line of the runs' table. */
export const runSummarySchema = z.object({
  id: runId,
  name: z.string(),
  status: runStatusSchema,
  /** Whether this lab is training it now. */
  activity: z.enum(['training', 'paused', 'idle']),
  message: z.string(),
  tags: z.array(z.string()),
  createdAt: z.string(),
  config: runConfigSchema,
  /** The sub-actions of its task as it is set; null if its task is not known here. */
  action: actionSpecSchema.nullable(),
  environmentSteps: z.number(),
  updates: z.number(),
  wall_s: z.number(),
  bestScore: z.number().nullable(),
  engines: engineChoiceSchema.nullable(),
  /** What it took at its last row of metrics; null before the first with updates. */
  pace: z.object({ update_ms: z.number(), environmentStepsPerSecond: z.number() }).nullable(),
  /** Scores of its evaluations, oldest first: the sparkline. */
  scores: z.array(z.number()),
});
export type RunSummary = z.output<typeof runSummarySchema>;

/** Recorded episodes of a run that are kept: the newest that were watched, and as many that happened on an arm. */
export const KEPT_EPISODES = 50;

/** A recorded episode, without its steps. */
export const episodeSummarySchema = z.object({
  id: z.string(),
  environmentSteps: z.number(),
  createdAt: z.string(),
  steps: z.number(),
  episodeReturn: z.number(),
  succeeded: z.boolean(),
  /** Null of one that was simulated to be watched. */
  deployed: deployedSchema.nullable().default(null),
});
export type EpisodeSummary = z.output<typeof episodeSummarySchema>;

/** How the watched episode is played. */
export const watchSettingsSchema = ghostSettingsSchema.extend({
  /** 1 is real time; 0 holds still. */
  speed: z.number().min(0).max(20),
  /** Whether it explores as in training. */
  exploring: z.boolean(),
});
export type WatchSettings = z.output<typeof watchSettingsSchema>;

/** An episode step by step, as it was watched. */
export interface RecordedEpisode {
  readonly summary: EpisodeSummary;
  readonly frames: readonly WatchFrame[];
}

/** Where another action would have led, under the policy from then on. */
export interface WhatIf {
  /** From the step after the action on: poses [bodies · POSE_FLOATS] and reward of each. */
  readonly poses: readonly Float32Array[];
  readonly rewards: readonly number[];
  /** Of the whole episode, with what came before. */
  readonly episodeReturn: number;
  readonly succeeded: boolean;
}

export const labApi = {
  catalogue: method(z.tuple([]), catalogueSchema),
  scene: method(z.tuple([z.string(), values]), structured<SceneDescription>()),

  /** Checks and completes a configuration without starting anything. */
  compose: method(z.tuple([newRunSchema]), runConfigSchema),
  /** Creates a run and begins to train it. @throws `busy` while another one trains. */
  create: method(z.tuple([newRunSchema]), runId),
  runs: method(z.tuple([]), z.array(runSummarySchema)),
  resume: method(z.tuple([runId]), none),
  pause: method(z.tuple([runId]), none),
  /** One iteration of a paused run. */
  stepOnce: method(z.tuple([runId]), none),
  /** Saves a checkpoint and ends the session. */
  stop: method(z.tuple([runId]), none),
  /** What computes a run from its next session on. @throws `busy` while it is trained. */
  setEngine: method(z.tuple([runId, runConfigSchema.shape.engine.unwrap()]), none),
  rename: method(z.tuple([runId, z.string().max(200)]), none),
  tag: method(z.tuple([runId, z.array(z.string().max(50)).max(20)]), none),
  /** Hides the run for good, unless `restore` brings it back before its files are deleted: when the lab ends or begins. */
  remove: method(z.tuple([runId]), none),
  restore: method(z.tuple([runId]), none),
  /** How far it is comes as frames `evaluating`. @throws `busy` while this window evaluates the run. */
  evaluate: method(
    z.tuple([runId, z.object({ episodes: z.int().min(1).max(10_000), seed: z.int().min(0) })]),
    evaluationSchema,
  ),
  /** Ends this window's evaluation of a run, if one is under way: it then fails as `cancelled`. */
  cancelEvaluation: method(z.tuple([runId]), none),
  exportPolicy: method(z.tuple([runId]), z.instanceof(Uint8Array)),
  exportCsv: method(z.tuple([runId]), z.string()),

  metricNames: method(z.tuple([runId]), z.array(z.string())),
  metrics: method(z.tuple([runId, z.array(z.string()).max(100)]), z.record(z.string(), z.array(point))),
  evaluations: method(
    z.tuple([runId]),
    z.array(
      z.object({ environmentSteps: z.number(), wall_s: z.number(), score: z.number(), evaluation: evaluationSchema }),
    ),
  ),
  events: method(
    z.tuple([runId]),
    z.array(z.object({ environmentSteps: z.number(), level: z.string(), message: z.string(), createdAt: z.string() })),
  ),

  /** From now on this window gets watch frames of the run's newest policy. */
  watch: method(z.tuple([runId, watchSettingsSchema]), none),
  unwatch: method(z.tuple([]), none),
  /** Watched episodes are recorded, and those that a policy had on an arm; the newest `KEPT_EPISODES` of each are kept. */
  episodes: method(z.tuple([runId]), z.array(episodeSummarySchema)),
  episode: method(z.tuple([runId, z.string(), ghostSettingsSchema]), structured<RecordedEpisode>()),
  whatIf: method(z.tuple([runId, z.string(), z.int().min(0), z.array(z.number()).max(100)]), structured<WhatIf>()),

  ...engineApi,
  ...deployApi,
};

type LabApiSchemas = typeof labApi;
/** The lab as a window calls it. */
export type LabApi = {
  readonly [K in keyof LabApiSchemas]: (
    ...args: z.input<LabApiSchemas[K]['args']>
  ) => Promise<z.output<LabApiSchemas[K]['result']>>;
};
