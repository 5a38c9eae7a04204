import type { ParameterSpec } from '../../contracts/agent.ts';
import type { Parameters } from '../nets/parameters.ts';
import * as tf from '../tf.ts';

type Tensors = Readonly<Record<string, tf.Tensor>>;

/** What is descended, a scalar, and what the learner returns besides its new state. */
export interface Objective {
  readonly loss: tf.Tensor;
  readonly outputs: Tensors;
}

/**
 * The gradient of an objective by the parameters of `specs`, by name, and its outputs.
 * @param online all parameters @param objective of them; whatever is not to be differentiated is computed outside of it
 */
export function gradientOf(
  online: Parameters,
  specs: readonly ParameterSpec[],
  objective: (parameters: Parameters) => Objective,
): { gradients: Tensors; outputs: Tensors } {
  let kept: Record<string, tf.Tensor> = {};
  const loss = (...arrays: tf.Tensor[]): tf.Scalar => {
    const parameters = Object.fromEntries(specs.map((spec, i) => [spec.name, arrays[i]!]));
    const { loss, outputs } = objective({ ...online, ...parameters });
    kept = { ...outputs };
    for (const name in kept) tf.keep(kept[name]!);
    return loss as tf.Scalar;
  };
  const { grads } = tf.valueAndGrads(loss)(specs.map((spec) => online[spec.name]!));
  return {
    gradients: Object.fromEntries(specs.map((spec, i) => [spec.name, grads[i]!])),
    outputs: Object.fromEntries(Object.entries(kept).map(([name, tensor]) => [name, release(tensor)])),
  };
}

/** What was kept beyond an inner scope, as a tensor of the present one. */
function release(kept: tf.Tensor): tf.Tensor {
  const released = tf.clone(kept);
  kept.dispose();
  return released;
}
