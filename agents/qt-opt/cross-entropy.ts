import { bestAction } from '../maximize-q/best-action.ts';
import { numbersOf } from '../nets/not-a-number.ts';
import type { ProductSpace } from '../nets/product-space.ts';
import * as tf from '../tf.ts';
import { nearestActions, relax } from './relaxed-actions.ts';

/** What one iteration scored: S actions, of the first one [S, D], shared by all states, of the others [B, S, D]. */
export interface SearchRound {
  readonly actions: tf.Tensor;
  /** [B, S]. */
  readonly q: tf.Tensor;
}

export interface CrossEntropyOutputs {
  /** [B, D]: the best of all actions that were scored. */
  readonly action: tf.Tensor;
  /** [B]: its Q. */
  readonly q: tf.Tensor;
  readonly first: SearchRound;
  /** The iterations after the first, at least one. */
  readonly later: readonly SearchRound[];
}

/**
 * Maximises Q by the cross-entropy method (Rubinstein & Kroese 2004), as in QT-Opt (Kalashnikov et al. 2018): the best
 * of a set of actions, the elites, are described by a mean and a deviation per column, from which the next set is drawn.
 * Columns are those of the relaxed space; what is scored are actions.
 *
 * @param score Q of actions, [S, D] of all states or [B, S, D] → [B, S]
 * @param first the first iteration's actions, drawn uniformly and shared by all states, [S, D]
 * @param noise standard normal, shared by all states, one part for each later iteration, [I − 1, S, columns]
 */
export function maximizeByCrossEntropy(
  space: ProductSpace,
  score: (candidates: tf.Tensor) => tf.Tensor,
  elites: number,
  first: tf.Tensor,
  noise: tf.Tensor,
): CrossEntropyOutputs {
  const [samples, dimensions] = first.shape as [number, number];
  const begin: SearchRound = { actions: first, q: score(first) };
  const later: SearchRound[] = [];
  for (const part of tf.unstack(noise, 0)) {
    const { actions, q } = later.at(-1) ?? begin;
    const { mean, deviation } = describeElites(relax(space, tf.reshape(actions, [-1, dimensions])), q, elites);
    const points = tf.add(mean, tf.mul(deviation, tf.expandDims(part, 0)));
    const nearest = nearestActions(space, tf.reshape(points, [-1, points.shape[2]!]));
    const next = tf.reshape(nearest, [-1, samples, dimensions]);
    later.push({ actions: next, q: score(next) });
  }
  const rounds = [begin, ...later];
  const q = tf.concat(
    rounds.map((round) => round.q),
    1,
  );
  const action = bestAction(
    rounds.map(({ actions }) => actions),
    q,
  );
  return { action, q: tf.max(q, 1), first: begin, later };
}

/**
 * Mean and deviation of the elites, column by column, each [B, 1, columns].
 * @param points [S, columns] of all states, or [B · S, columns] @param q [B, S]
 */
export function describeElites(
  points: tf.Tensor,
  q: tf.Tensor,
  elites: number,
): { mean: tf.Tensor; deviation: tf.Tensor } {
  const [states, samples] = q.shape as [number, number];
  const own = tf.reshape(points, [-1, samples, points.shape[1]!]);
  const all = own.shape[0] === states ? own : tf.tile(own, [states, 1, 1]);
  const isElite = tf.cast(tf.oneHot(tf.topk(numbersOf(q), elites).indices, samples), 'float32');
  const chosen = tf.matMul(isElite, all);
  const mean = tf.mean(chosen, 1, true);
  return { mean, deviation: tf.sqrt(tf.mean(tf.square(tf.sub(chosen, mean)), 1, true)) };
}
