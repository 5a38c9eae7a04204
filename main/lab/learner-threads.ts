import { availableParallelism } from 'node:os';

/** With one thread or two onnxruntime gives the same bits, so that a run does not depend on the number of cores. */
const MOST = 2;

/**
 * The threads that the learner computes with. Simulation needs a core for only a part of each iteration
 * (docs/benchmarks.md), so one of its threads shares a core with the learner.
 */
export function learnerThreads(simulationThreads: number, cores = availableParallelism()): number {
  return Math.min(MOST, Math.max(1, cores - simulationThreads + 1));
}
