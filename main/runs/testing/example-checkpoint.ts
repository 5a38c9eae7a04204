import type { Checkpoint } from '../checkpoint-folder.ts';

/** A checkpoint whose every value tells its step. */
export function exampleCheckpoint(environmentSteps: number, size = 100): Checkpoint {
  return {
    environmentSteps,
    updates: 2 * environmentSteps,
    tensors: { parameters: { shape: [size], data: new Float32Array(size).fill(environmentSteps) } },
    state: { random: [1, 2, 3, environmentSteps] },
  };
}
