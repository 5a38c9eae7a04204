import { z } from 'zod';
import type { TransitionSettings } from '../../contracts/agent.ts';

export interface LearnerDefaults {
  readonly nStep?: number;
  readonly batchSize?: number;
  readonly learningRate?: number;
}

/** How rewards add up to what is learned. */
export const returnFields = {
  discount: z.number().min(0).max(1).default(0.99).describe('Discount factor gamma per environment step'),
  rewardScale: z
    .number()
    .positive()
    .default(1)
    .describe('Factor on rewards while learning: chosen so that values stay around 10, they are learned fastest'),
};

export const learningRateFields = (learningRate: number) => ({
  learningRate: z.number().positive().max(1).default(learningRate).describe("Adam's step size"),
  learningRateHalfLife: z
    .int()
    .min(0)
    .default(0)
    .describe('Updates in which the step size halves, again and again; 0 keeps it constant'),
});

/** The settings that every agent with a replay has; their defaults are an agent's own. */
export const learnerFields = ({ nStep = 3, batchSize = 128, learningRate = 1e-3 }: LearnerDefaults = {}) => ({
  ...returnFields,
  nStep: z.int().min(1).max(100).default(nStep).describe('Steps of reward before bootstrapping'),
  batchSize: z.int().min(1).max(65_536).default(batchSize).describe('Transitions per learner update'),
  ...learningRateFields(learningRate),
  replayCapacity: z.int().min(100).max(10_000_000).default(200_000).describe('Environment steps kept for replay'),
  priorityExponent: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('alpha of prioritised replay; 0 samples uniformly (Schaul et al. use 0.6)'),
  importanceExponent: z.number().min(0).max(1).default(0.2).describe('beta of prioritised replay'),
});
export type LearnerConfig = z.output<z.ZodObject<ReturnType<typeof learnerFields>>>;

/** The setting of agents that explore by uniformly drawn actions. */
export const epsilonField = z
  .number()
  .min(0)
  .max(1)
  .default(0.1)
  .describe('Probability that an action is drawn uniformly while training');

/** The setting of agents that show a person actions which decide nothing. */
export const shownCandidatesField = z.int().min(1).max(10_000).default(200);

/** The setting of agents whose target network is a copy from time to time. */
export const targetEveryField = (updates = 200) =>
  z.int().min(1).default(updates).describe('Updates between two copies of the networks to their targets');

export function replaySettings(config: LearnerConfig): TransitionSettings {
  return {
    kind: 'transitions',
    batchSize: config.batchSize,
    capacity: config.replayCapacity,
    nStep: config.nStep,
    discount: config.discount,
    rewardScale: config.rewardScale,
    priorityExponent: config.priorityExponent,
    importanceExponent: config.importanceExponent,
  };
}

/** The step size of an update, from 1. */
export function learningRateAt(
  { learningRate, learningRateHalfLife }: Pick<LearnerConfig, 'learningRate' | 'learningRateHalfLife'>,
  update: number,
): number {
  return learningRateHalfLife === 0 ? learningRate : learningRate * 0.5 ** (update / learningRateHalfLife);
}

/** The hyperparameters of an update, from 1, where the target is a copy of the networks every `targetEvery` updates. */
export function copyingSchedule(config: LearnerConfig & { readonly targetEvery: number }, update: number) {
  return { learningRate: learningRateAt(config, update), targetRate: update % config.targetEvery === 0 ? 1 : 0 };
}
