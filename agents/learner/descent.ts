import type { ParameterSpec } from '../../contracts/agent.ts';
import { adam } from '../adam/adam.ts';
import '../adam/fused.ts';
import { huber } from '../losses/huber.ts';
import { flatten, unflatten, type Parameters } from '../nets/parameters.ts';
import * as tf from '../tf.ts';
import { gradientOf, type Objective } from './gradient.ts';

type Tensors = Readonly<Record<string, tf.Tensor>>;

/**
 * One step of Adam on all parameters; then the target moves towards them by the share `targetRate`: 1 copies them, 0
 * leaves it as it is, between them it is a Polyak average.
 *
 * @param inputs those of `learnInputs`
 * @param objective of the parameters; whatever is not to be differentiated is computed outside of it
 * @param followed parameters that are not descended, by name: what they are after this step
 */
export function descend(
  inputs: Tensors,
  specs: readonly ParameterSpec[],
  objective: (parameters: Parameters) => Objective,
  followed: Tensors = {},
): Record<string, tf.Tensor> {
  const online = unflatten(inputs['parameters']!, specs);
  const descended = specs.filter(({ name }) => !(name in followed));
  const { gradients, outputs } = gradientOf(online, descended, objective);
  // Without a gradient a parameter stays as it is.
  const gradient = flatten(specs.map(({ name, shape }) => gradients[name] ?? tf.zeros([...shape])));
  const state = {
    parameters: withValues(inputs['parameters']!, specs, followed),
    moment1: inputs['moment1']!,
    moment2: inputs['moment2']!,
    targetParameters: inputs['targetParameters']!,
  };
  const [update, learningRate, targetRate] = [inputs['update']!, inputs['learningRate']!, inputs['targetRate']!];
  return { ...adam(state, gradient, { update, learningRate, targetRate }), ...outputs };
}

/** A flat vector with some of its arrays replaced. */
function withValues(flat: tf.Tensor, specs: readonly ParameterSpec[], values: Tensors): tf.Tensor {
  if (Object.keys(values).length === 0) return flat;
  return flatten(Object.entries(unflatten(flat, specs)).map(([name, array]) => values[name] ?? array));
}

/**
 * The loss of a critic, with its priorities and metrics.
 *
 * @param target_t the TD targets [B] @param q_t Q(s, a) [B] @param importance the samples' weights [B]
 */
export function criticObjective(target_t: tf.Tensor, q_t: tf.Tensor, importance: tf.Tensor): Objective {
  const tdError_t = tf.sub(target_t, q_t);
  const loss = tf.mean(tf.mul(importance, huber(tdError_t, 1)));
  const magnitude = tf.abs(tdError_t);
  return {
    loss,
    outputs: { priority: magnitude, tdError: tf.mean(magnitude), criticLoss: loss, q: tf.mean(q_t) },
  };
}

/** R_t + γ^n Q(s_{t+n}, ·), [B]. */
export function tdTarget(inputs: Tensors, q_tn: tf.Tensor): tf.Tensor {
  return tf.add(inputs['return_t']!, tf.mul(inputs['discount_t']!, q_tn));
}
