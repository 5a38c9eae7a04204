import * as tf from '../tf.ts';
import { describeElites, type CrossEntropyOutputs } from './cross-entropy.ts';

/** What a search drew and what it drew it from, by the names of `Decision` in `contracts/stream.ts`. */
export function searchDetails({ first, later }: CrossEntropyOutputs, elites: number): Record<string, tf.Tensor> {
  const dimensions = first.actions.shape.at(-1)!;
  const origins = [first, ...later.slice(0, -1)].map(({ actions, q }) =>
    describeElites(tf.reshape(actions, [-1, dimensions]), q, elites),
  );
  return {
    uniform: tf.clone(first.actions),
    uniformQ: first.q,
    proposals: sideBySide(later.map(({ actions }) => actions)),
    proposalQ: sideBySide(later.map(({ q }) => q)),
    searchMean: sideBySide(origins.map(({ mean }) => mean)),
    searchDeviation: sideBySide(origins.map(({ deviation }) => deviation)),
  };
}

const sideBySide = (parts: tf.Tensor[]): tf.Tensor => tf.concat(parts, 1);
