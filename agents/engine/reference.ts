import * as tf from '../tf.ts';
import { EagerProgram } from './eager-program.ts';
import { asEngine } from './engine-failure.ts';
import type { Engine } from './engine.ts';

/** Computes every operation as tfjs's own CPU backend does it: slow, and what every other engine is compared with. */
export const reference: Engine = {
  id: 'reference',
  title: 'Reference (slow)',
  canAct: true,
  availability: async () => ({ device: 'the processor, one operation at a time', version: `tfjs ${tf.version_core}` }),
  compile: (program) => asEngine('reference', async () => new EagerProgram(program, 'reference', 'cpu')),
};
