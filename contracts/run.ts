import { z } from 'zod';

/** The version of the run configuration's shape; older ones are brought forward by `main/runs/migrations.ts`. */
export const RUN_CONFIG_VERSION = 1;

/** What can compute acting and learning; `auto` measures and picks among them. */
export const engineIds = ['onnx-cpu', 'onnx-webgpu', 'cuda', 'reference'] as const;
export type EngineId = (typeof engineIds)[number];

/** What a run's threads compute with. */
export const engineChoiceSchema = z.object({ learning: z.enum(engineIds), acting: z.enum(engineIds) }).readonly();
export type EngineChoice = z.output<typeof engineChoiceSchema>;

const values = z.record(z.string(), z.unknown());

/** Everything that determines a run: same configuration and seed, same run. */
export const runConfigSchema = z.strictObject({
  version: z.literal(RUN_CONFIG_VERSION).default(RUN_CONFIG_VERSION),
  task: z.string().describe('The task to learn'),
  taskConfig: values.default({}).describe("Fields of the task's configuration"),
  agent: z.string().default('aql').describe('The learning algorithm'),
  agentConfig: values.default({}).describe("Fields of the agent's configuration"),
  engine: z
    .enum(['auto', ...engineIds])
    .default('onnx-cpu')
    .describe('What computes acting and learning; auto measures what is here and picks'),
  seed: z.int().min(0).max(0xffff_ffff).default(1).describe('Seed of every random number of the run'),
  environmentSteps: z.int().min(1).describe('Environment steps after which training ends at the latest'),
  stopWhenSolved: z
    .boolean()
    .default(true)
    .describe('End as soon as two evaluations in a row meet the goal of the task'),
  environments: z.int().min(1).max(1024).default(16).describe('Simulated copies of the task, stepped together'),
  simulationThreads: z.int().min(1).max(64).default(1).describe('Threads that the environments are divided over'),
  stepsPerIteration: z.int().min(1).max(10_000).default(4).describe('Steps of each environment per iteration'),
  updatesPerIteration: z
    .int()
    .min(0)
    .max(10_000)
    .default(4)
    .describe('Learner updates per iteration, at most: unrolls (IMPALA) are learned from as they come'),
  warmupSteps: z
    .int()
    .min(0)
    .default(1_000)
    .describe('Environment steps of uniformly random actions before learning starts'),
  logEverySteps: z.int().min(1).default(1_000).describe('Environment steps between two rows of metrics'),
  evaluateEverySteps: z.int().min(1).default(5_000).describe('Environment steps between two evaluations'),
  evaluationEpisodes: z.int().min(1).max(10_000).default(50).describe('Episodes of an evaluation'),
  checkpointEverySteps: z.int().min(1).default(10_000).describe('Environment steps between two checkpoints'),
});
export type RunConfig = z.output<typeof runConfigSchema>;
export type RunConfigInput = z.input<typeof runConfigSchema>;

/**
 * `running` while a process works on it; `interrupted` when that process died; `stopped` by the user;
 * `solved` and `finished` (all steps done) at its end; `failed` with a reason.
 */
export const runStatusSchema = z.enum(['running', 'interrupted', 'stopped', 'solved', 'finished', 'failed']);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** One line of the catalogue of runs. */
export interface RunRecord {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly status: RunStatus;
  /** Why it failed or was interrupted; empty otherwise. */
  readonly message: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly config: RunConfig;
  readonly environmentSteps: number;
  readonly updates: number;
  /** Training time so far, over all its sessions. */
  readonly wall_s: number;
  /** The best evaluation, as the measure that the task's goal names; null before the first. */
  readonly bestScore: number | null;
  /** What computed its last session, in the end; null before the first. */
  readonly engines: EngineChoice | null;
}

/** An evaluation with exploration off. */
export interface Evaluation {
  readonly episodes: number;
  readonly meanReturn: number;
  /** Standard deviation of the episodes' returns. */
  readonly returnDeviation: number;
  /** Null for a task that defines no success. */
  readonly successRate: number | null;
}

/** How far an evaluation is. */
export interface EvaluationProgress {
  /** Episodes that have ended. */
  readonly done: number;
  readonly episodes: number;
  /** Of the whole, in [0, 1]: episodes under way count by their steps. */
  readonly share: number;
  /** Remaining time at its present pace; null while unknown. */
  readonly eta_s: number | null;
}

/** A row of metrics at a moment of a run. */
export interface MetricsRow {
  readonly environmentSteps: number;
  readonly updates: number;
  readonly wall_s: number;
  readonly values: Readonly<Record<string, number>>;
}

/** Progress as a front end shows it. */
export interface Progress {
  readonly environmentSteps: number;
  readonly totalSteps: number;
  readonly updates: number;
  readonly wall_s: number;
  /** Remaining time if training runs to `totalSteps` at its present pace; null while unknown. */
  readonly eta_s: number | null;
  readonly latest: Readonly<Record<string, number>>;
}

/** What a training run tells whoever watches it. */
export type TrainingEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'metrics'; readonly row: MetricsRow }
  | {
      readonly type: 'evaluation';
      readonly environmentSteps: number;
      readonly wall_s: number;
      readonly evaluation: Evaluation;
    }
  | { readonly type: 'checkpoint'; readonly environmentSteps: number }
  /** What a person may want to know: which engines were chosen, and why. */
  | { readonly type: 'note'; readonly message: string }
  | { readonly type: 'warning'; readonly message: string };

/** What is said in words, and kept in the run's log. */
export type Notice = Extract<TrainingEvent, { readonly type: 'note' | 'warning' }>;

/** How a training run ended. */
export interface TrainingResult {
  readonly run: string;
  readonly status: Extract<RunStatus, 'stopped' | 'solved' | 'finished'>;
  readonly environmentSteps: number;
  readonly updates: number;
  readonly wall_s: number;
  readonly evaluation: Evaluation | null;
}
