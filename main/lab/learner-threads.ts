import { availableParallelism } from 'node:os';

/** With one thread or two onnxruntime gives the same bits, so that a run does not depend on the number of cores. */
const MOST = 2;

/**
 * The threads that the learner computes with: a core for each, and for each thread that simulates. What simulation leaves of
 * its core is for evaluations and the window; a second learning thread there waits more than it helps
 * (docs/benchmarks.md).
 */
export function learnerThreads(simulationThreads: number, cores = availableParallelism()): number {
  return Math.min(MOST, Math.max(1, cores - simulationThreads));
}
