import type { ActOptions, Program, Space, TensorSpec } from '../../contracts/agent.ts';
import { actInputs } from '../learner/state.ts';
import { zeroForNaN } from '../nets/not-a-number.ts';
import { scopeOf, unflatten, type Parameters } from '../nets/parameters.ts';
import { productSpace } from '../nets/product-space.ts';
import { repeatRows } from '../nets/repeat-rows.ts';
import { slicesThrough } from '../nets/slices.ts';
import * as tf from '../tf.ts';
import type { D3pgConfig } from './config.ts';
import { actor, critic, parameterSpecs } from './networks.ts';

/** The actor's action, with noise if it explores; what it returns is described in `contracts/agent.ts`. */
export function act(
  config: D3pgConfig,
  space: Space,
  batchSize: number,
  { details = false, exploring = false }: ActOptions = {},
): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  const dimensions = space.action.length;
  const random = (rows: number, noise: 'normal' | 'actions') =>
    ({ shape: [rows, dimensions], dtype: 'float32', noise }) satisfies TensorSpec;
  return {
    inputs: {
      ...actInputs(space, specs, batchSize),
      ...(exploring && { actionNoise: random(batchSize, 'normal') }),
      ...(details && {
        shownNoise: random(config.shownCandidates, 'normal'),
        uniformActions: random(config.shownCandidates, 'actions'),
      }),
    },
    state: [],
    run: (inputs) => {
      const parameters = unflatten(inputs['parameters']!, specs);
      const observation = inputs['observation_t']!;
      const intended = actor(scopeOf(parameters, 'actor/'), observation);
      // Where the state is no number, the middle; an engine's tanh may exceed 1 by a rounding.
      const action = tf.clipByValue(zeroForNaN(intended), -1, 1);
      const ownCritic = scopeOf(parameters, 'critic/');
      const chosen = {
        action_t: action,
        q_t: critic(ownCritic, observation, action),
        ...(exploring && { exploringAction_t: withNoise(action, inputs['actionNoise']!, config.noise) }),
      };
      if (!details) return chosen;

      const centre = tf.expandDims(action, 1);
      const around = withNoise(centre, tf.expandDims(inputs['shownNoise']!, 0), config.noise);
      const proposals = tf.concat([centre, around], 1);
      const uniform = inputs['uniformActions']!;
      const uniformOfEach = tf.tile(tf.expandDims(uniform, 0), [batchSize, 1, 1]);
      return {
        ...chosen,
        proposals,
        proposalQ: valuesOf(ownCritic, observation, proposals),
        uniform: tf.clone(uniform),
        uniformQ: valuesOf(ownCritic, observation, uniformOfEach),
        slices: valuesOf(ownCritic, observation, slicesThrough(productSpace(space.action), action)),
      };
    },
  };
}

function withNoise(action: tf.Tensor, noise: tf.Tensor, deviation: number): tf.Tensor {
  return tf.clipByValue(tf.add(action, tf.mul(noise, deviation)), -1, 1);
}

/** Q of several actions in each state, [B, S] and [B, n, D] → [B, n]. */
function valuesOf(ownCritic: Parameters, observation: tf.Tensor, actions: tf.Tensor): tf.Tensor {
  const [batch, count, dimensions] = actions.shape as [number, number, number];
  const q = critic(ownCritic, repeatRows(observation, count), tf.reshape(actions, [batch * count, dimensions]));
  return tf.reshape(q, [batch, count]);
}
