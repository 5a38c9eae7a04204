import * as tf from '../tf.ts';

/**
 * dQ/da of every sample (Silver et al. 2014, deterministic policy gradients), no longer than `clip`: so that a steep
 * critic cannot throw the actor. @param q Q of actions, [B, D] → [B] @returns [B, D]
 */
export function actionGradient(q: (action: tf.Tensor) => tf.Tensor, action: tf.Tensor, clip: number): tf.Tensor {
  const gradient = tf.grad((a: tf.Tensor) => tf.sum(q(a)))(action);
  const norm = tf.sqrt(tf.sum(tf.square(gradient), 1, true));
  return tf.div(tf.mul(gradient, clip), tf.maximum(norm, clip));
}

/** A loss whose gradient ascends Q by `gradient`, a constant [B, D], through actions [B, D]. */
export function actorLoss(action: tf.Tensor, gradient: tf.Tensor): tf.Tensor {
  return tf.neg(tf.mean(tf.sum(tf.mul(action, gradient), 1)));
}
