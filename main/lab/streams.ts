import { Random } from '../../contracts/random.ts';

/** The random streams of a run, each a generator of its own, so that one part's draws never shift another's. */
export const streams = {
  parameters: (seed: number) => Random.stream(seed, 0),
  replay: (seed: number) => Random.stream(seed, 1),
  learnerNoise: (seed: number) => Random.stream(seed, 2),
  actingNoise: (seed: number, thread: number) => Random.stream(seed, 1_000 + thread),
  environment: (seed: number, index: number) => Random.stream(seed, 10_000 + index),
  exploration: (seed: number, index: number) => Random.stream(seed, 20_000 + index),
  evaluationNoise: (seed: number) => Random.stream(seed, 3),
  /** A watched episode has its own seed: one stream for its start, then one for each step. */
  playedStart: (seed: number) => Random.stream(seed, 4),
  playedStep: (seed: number, step: number) => Random.stream(seed, 40_000 + step),
  evaluationEpisode: (seed: number, index: number) => Random.stream(seed, 1_000_000 + index),
};

/** The seed of the evaluation after `environmentSteps` steps of training: other episodes each time. */
export function evaluationSeed(seed: number, environmentSteps: number): number {
  return Random.stream(seed, 30_000 + environmentSteps).nextUint32();
}
