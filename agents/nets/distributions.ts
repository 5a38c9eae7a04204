import { CONTINUOUS_INTERVALS } from '../../contracts/spec.ts';
import * as tf from '../tf.ts';
import { numbersOf, zeroForNaN } from './not-a-number.ts';
import { sampleBin } from './sample-bin.ts';

/** Random numbers by which actions are drawn: for every sub-action [n, D], or for one [n, 1]. */
export interface ActionNoise {
  /** In [0, 1), for discrete sub-actions. */
  readonly uniform: tf.Tensor | undefined;
  /** Standard normal, for continuous ones. */
  readonly normal: tf.Tensor | undefined;
}

/** What one sub-action is drawn from, in n states. */
export interface Distribution {
  /** The action that it holds best, [n, 1]. */
  mode(): tf.Tensor;
  /** @returns [n, 1] */
  sample(noise: ActionNoise): tf.Tensor;
  /** Of actions [n, 1]; a density on [-1, 1] if the sub-action is continuous. @returns [n, 1] */
  logProbability(action: tf.Tensor): tf.Tensor;
  /** The bonus for staying undecided, nat, [n, 1]. */
  entropy(): tf.Tensor;
  /** Probabilities of the bins, or of the equal intervals of [-1, 1]: [n, K]. */
  choices(): tf.Tensor;
}

/** Bins with probabilities softmax(logits). @param logits [n, K] */
export function categorical(logits: tf.Tensor): Distribution {
  const bins = logits.shape[1]!;
  const logProbabilities = tf.logSoftmax(logits);
  const probabilities = tf.exp(logProbabilities);
  return {
    mode: () => tf.cast(tf.expandDims(tf.argMax(numbersOf(logits), 1), 1), 'float32'),
    sample: ({ uniform }) => sampleBin(probabilities, uniform!),
    logProbability(action) {
      const isChosen = tf.cast(tf.equal(action, tf.range(0, bins)), 'float32');
      return tf.sum(tf.mul(logProbabilities, isChosen), 1, true);
    },
    entropy: () => tf.neg(tf.sum(tf.mul(probabilities, logProbabilities), 1, true)),
    choices: () => probabilities,
  };
}

/** Actions stay this far from ±1, where tanh has no inverse: a normal that is drawn beyond ±3.8 counts as 3.8. */
const EDGE = 1 - 1e-3;
/** The logarithm of the deviation lies in CENTRE ± REACH: a policy that is sure still tries, one that is not stays within. */
const LOG_DEVIATION = { centre: -0.5, reach: 2 };

/**
 * A normal distribution squashed by tanh (Haarnoja et al. 2018, appendix C).
 * @param mean [n, 1], before tanh @param spread [n, 1]: any number, 0 for a middling deviation
 */
export function squashedNormal(mean: tf.Tensor, spread: tf.Tensor): Distribution {
  const logDeviation = tf.add(tf.mul(tf.tanh(spread), LOG_DEVIATION.reach), LOG_DEVIATION.centre);
  const deviation = tf.exp(logDeviation);
  // Where the state is no number, the middle.
  const squash = (x: tf.Tensor) => clipToEdge(zeroForNaN(tf.tanh(x)));
  return {
    mode: () => squash(mean),
    sample: ({ normal }) => squash(tf.add(mean, tf.mul(deviation, normal!))),
    logProbability(action) {
      const distance = tf.div(tf.sub(inverseTanh(action), mean), deviation);
      const logNormal = tf.sub(tf.mul(tf.square(distance), -0.5), tf.add(logDeviation, Math.log(2 * Math.PI) / 2));
      return tf.sub(logNormal, tf.log(tf.sub(1, tf.square(clipToEdge(action)))));
    },
    /** Of the normal: of the squashed one there is no closed form. */
    entropy: () => tf.add(logDeviation, (1 + Math.log(2 * Math.PI)) / 2),
    choices() {
      const edges = Array.from({ length: CONTINUOUS_INTERVALS - 1 }, (_, k) =>
        Math.atanh((2 * (k + 1)) / CONTINUOUS_INTERVALS - 1),
      );
      const distance = tf.div(tf.sub(tf.tensor2d([edges]), mean), deviation);
      const below = tf.mul(tf.add(tf.erf(tf.div(distance, Math.SQRT2)), 1), 0.5);
      const none = tf.zerosLike(mean);
      return tf.sub(tf.concat([below, tf.onesLike(mean)], 1), tf.concat([none, below], 1));
    },
  };
}

const clipToEdge = (action: tf.Tensor) => tf.clipByValue(action, -EDGE, EDGE);

function inverseTanh(action: tf.Tensor): tf.Tensor {
  const inside = clipToEdge(action);
  return tf.mul(tf.log(tf.div(tf.add(1, inside), tf.sub(1, inside))), 0.5);
}
