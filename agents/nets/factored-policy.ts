import type { Space } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import { columnsOf, type Columns } from './columns.ts';
import { categorical, squashedNormal, type ActionNoise, type Distribution } from './distributions.ts';

/** Columns of a network's output that tell each sub-action's distribution: a logit per bin; or a mean and a spread. */
export function policyColumns({ action }: Pick<Space, 'action'>): Columns {
  return columnsOf(action.map(({ bins = 2 }) => bins));
}

/** A policy whose sub-actions are drawn independently of one another: pi(a|s) = Π_d pi_d(a_d|s). */
export class FactoredPolicy {
  readonly #parts: readonly Distribution[];

  /** @param output of the network, [n, Σ columns] as `policyColumns` counts them. */
  constructor({ action }: Pick<Space, 'action'>, output: tf.Tensor) {
    const own = splitColumns(output, policyColumns({ action }).counts);
    this.#parts = action.map(({ bins }, d) => {
      if (bins !== undefined) return categorical(own[d]!);
      const [mean, spread] = tf.split(own[d]!, 2, 1);
      return squashedNormal(mean!, spread!);
    });
  }

  /** Each sub-action's best, [n, D]. */
  mode(): tf.Tensor {
    return this.#each((part) => part.mode());
  }

  /** @returns [n, D] */
  sample({ uniform, normal }: ActionNoise): tf.Tensor {
    const own = (noise: tf.Tensor | undefined) => noise && this.#columnsOf(noise);
    const [uniforms, normals] = [own(uniform), own(normal)];
    return this.#each((part, d) => part.sample({ uniform: uniforms?.[d], normal: normals?.[d] }));
  }

  /** log pi(a|s) of actions [n, D]; a density on [-1, 1] where sub-actions are continuous. @returns [n] */
  logProbability(action: tf.Tensor): tf.Tensor {
    const own = this.#columnsOf(action);
    return tf.sum(
      this.#each((part, d) => part.logProbability(own[d]!)),
      1,
    );
  }

  /** The sum of the sub-actions' entropies, nat, [n]. */
  entropy(): tf.Tensor {
    return tf.sum(
      this.#each((part) => part.entropy()),
      1,
    );
  }

  /** Probabilities of every choice of every sub-action, [n, Σ choices]. */
  choices(): tf.Tensor {
    return this.#each((part) => part.choices());
  }

  #columnsOf(x: tf.Tensor): tf.Tensor[] {
    return splitColumns(
      x,
      this.#parts.map(() => 1),
    );
  }

  #each(columns: (part: Distribution, d: number) => tf.Tensor): tf.Tensor {
    return tf.concat(this.#parts.map(columns), 1);
  }
}

/** tfjs has no gradient of a split into one. */
function splitColumns(x: tf.Tensor, counts: readonly number[]): tf.Tensor[] {
  return counts.length === 1 ? [x] : tf.split(x, [...counts], 1);
}
