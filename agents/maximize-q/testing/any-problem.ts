import fc from 'fast-check';
import { randomProblem } from './problem.ts';

/** Small problems of every shape, over discrete, continuous and hybrid spaces. */
export const anyProblem = fc
  .record({
    seed: fc.nat(),
    states: fc.integer({ min: 1, max: 11 }),
    bins: fc.array(fc.oneof(fc.integer({ min: 1, max: 13 }), fc.constant(0)), { minLength: 1, maxLength: 5 }),
    embedding: fc.integer({ min: 1, max: 40 }),
    hidden: fc.integer({ min: 1, max: 20 }),
    proposals: fc.integer({ min: 1, max: 30 }),
    uniforms: fc.integer({ min: 1, max: 9 }),
    ownUniform: fc.boolean(),
    sharpness: fc.constantFrom(0.01, 0.3, 3),
  })
  .map(randomProblem);
