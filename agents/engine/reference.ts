import { EagerProgram } from './eager-program.ts';
import type { Engine } from './engine.ts';

/** Computes every operation as tfjs's own CPU backend does it: slow, and what every other engine is compared with. */
export const reference: Engine = {
  id: 'reference',
  async compile(program) {
    return new EagerProgram(program, 'cpu');
  },
};
