import type { ParameterSpec, Space } from '../../contracts/agent.ts';
import { dense, denseSpecs } from '../nets/dense.ts';
import { layerNorm, layerNormSpecs } from '../nets/layer-norm.ts';
import { scopedSpecs, type Parameters } from '../nets/parameters.ts';
import * as tf from '../tf.ts';
import type { D3pgConfig } from './config.ts';

/**
 * Actor and critic, apart from one another:
 *
 *     pi(s)   = tanh(FC(relu(FC(relu(FC(s))))))
 *     Q(s, a) = FC(relu(LayerNorm(FC(relu(LayerNorm(FC(s, a)))))))
 */
export function parameterSpecs(config: D3pgConfig, { observationSize, action }: Space): ParameterSpec[] {
  const { actorUnits1, actorUnits2, criticUnits1, criticUnits2 } = config;
  const actor = [
    ...denseSpecs('layer1', observationSize, actorUnits1, 2),
    ...denseSpecs('layer2', actorUnits1, actorUnits2, 2),
    // Small at first, so that tanh begins where it is steep.
    ...denseSpecs('action', actorUnits2, action.length, 0.01),
  ];
  const critic = [
    ...denseSpecs('layer1', observationSize + action.length, criticUnits1, 2),
    ...layerNormSpecs('norm1', criticUnits1),
    ...denseSpecs('layer2', criticUnits1, criticUnits2, 2),
    ...layerNormSpecs('norm2', criticUnits2),
    ...denseSpecs('q', criticUnits2, 1, 0.01),
  ];
  return [...scopedSpecs(actor, 'actor/'), ...scopedSpecs(critic, 'critic/')];
}

/** The action that the policy holds best, [B, S] → [B, D] in (-1, 1). */
export function actor(parameters: Parameters, observation: tf.Tensor): tf.Tensor {
  const first = tf.relu(dense(parameters, 'layer1', observation));
  return tf.tanh(dense(parameters, 'action', tf.relu(dense(parameters, 'layer2', first))));
}

/** Q of one action per state, [B, S] and [B, D] → [B]. */
export function critic(parameters: Parameters, observation: tf.Tensor, action: tf.Tensor): tf.Tensor {
  const input = tf.concat([observation, action], 1);
  const first = tf.relu(layerNorm(parameters, 'norm1', dense(parameters, 'layer1', input)));
  const second = tf.relu(layerNorm(parameters, 'norm2', dense(parameters, 'layer2', first)));
  return tf.reshape(dense(parameters, 'q', second), [-1]);
}
