import type { ParameterSpec, Space } from '../../contracts/agent.ts';
import { dense, denseSpecs } from '../nets/dense.ts';
import { FactoredPolicy, policyColumns } from '../nets/factored-policy.ts';
import { scopedSpecs, scopeOf, type Parameters } from '../nets/parameters.ts';
import * as tf from '../tf.ts';
import type { ImpalaConfig } from './config.ts';

/**
 * Policy and state values, apart from one another, so that the size of the rewards does not disturb the policy:
 *
 *     FC(tanh(FC(tanh(FC(s)))))
 */
export function parameterSpecs({ units1, units2 }: ImpalaConfig, { observationSize, action }: Space): ParameterSpec[] {
  const network = (outputs: number) => [
    ...denseSpecs('layer1', observationSize, units1, 1),
    ...denseSpecs('layer2', units1, units2, 1),
    // Small at first: a policy near uniform, values near 0.
    ...denseSpecs('output', units2, outputs, 0.01),
  ];
  return [...scopedSpecs(network(policyColumns({ action }).total), 'policy/'), ...scopedSpecs(network(1), 'value/')];
}

/** pi(·|s) of states [n, S]. */
export function policyAt(parameters: Parameters, space: Space, observation: tf.Tensor): FactoredPolicy {
  return new FactoredPolicy(space, output(scopeOf(parameters, 'policy/'), observation));
}

/** V of states [n, S], [n]. */
export function valueAt(parameters: Parameters, observation: tf.Tensor): tf.Tensor {
  return tf.reshape(output(scopeOf(parameters, 'value/'), observation), [-1]);
}

function output(network: Parameters, observation: tf.Tensor): tf.Tensor {
  const first = tf.tanh(dense(network, 'layer1', observation));
  return dense(network, 'output', tf.tanh(dense(network, 'layer2', first)));
}
