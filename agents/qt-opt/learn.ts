import type { Program, Space } from '../../contracts/agent.ts';
import { criticObjective, descend, tdTarget } from '../learner/descent.ts';
import { learnerState, learnInputs } from '../learner/state.ts';
import { scopeOf, unflatten, type Parameters } from '../nets/parameters.ts';
import { encodeActions, productSpace } from '../nets/product-space.ts';
import { embed, observationStatistics } from '../nets/state-embedding.ts';
import { summedCritic } from '../nets/summed-critic.ts';
import * as tf from '../tf.ts';
import type { QtOptConfig } from './config.ts';
import { parameterSpecs, search, searchInputs } from './search.ts';

const SCOPES = ['first/', 'second/'] as const;

/** One update of both critics. */
export function learn(config: QtOptConfig, space: Space): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  const product = productSpace(space.action);
  return {
    inputs: { ...learnInputs(space, specs, config.batchSize), ...searchInputs(config, space, '_tn') },
    state: learnerState,
    run: (inputs) => {
      const online = unflatten(inputs['parameters']!, specs);
      const target = unflatten(inputs['targetParameters']!, specs);
      const observation_tn = inputs['observation_tn']!;
      const valuesOf = (parameters: Parameters, observation: tf.Tensor, features: tf.Tensor) =>
        SCOPES.map((scope) => {
          const critic = scopeOf(parameters, scope);
          return summedCritic(config, critic, embed(config, critic, observation), features);
        }) as [tf.Tensor, tf.Tensor];

      // The lesser of two slow critics evaluates what the first critic's search selects (clipped double Q-learning).
      const found_tn = search(config, scopeOf(online, 'first/'), product, observation_tn, inputs, '_tn');
      const [q1_tn, q2_tn] = valuesOf(target, observation_tn, encodeActions(product, found_tn.action));
      const target_t = tdTarget(inputs, tf.minimum(q1_tn, q2_tn));
      const searchGain = tf.sub(tf.mean(found_tn.later.at(-1)!.q), tf.mean(found_tn.first.q));

      const features_t = encodeActions(product, inputs['action_t']!);
      const objective = (w: Parameters) => {
        const [first, second] = valuesOf(w, inputs['observation_t']!, features_t).map((q_t) =>
          criticObjective(target_t, q_t, inputs['importance']!),
        ) as [ReturnType<typeof criticObjective>, ReturnType<typeof criticObjective>];
        const means = Object.keys(first.outputs).map((name) => {
          return [name, tf.div(tf.add(first.outputs[name]!, second.outputs[name]!), 2)] as const;
        });
        return { loss: tf.add(first.loss, second.loss), outputs: { ...Object.fromEntries(means), searchGain } };
      };
      const statistics = SCOPES.map((scope) => {
        const critic = scopeOf(online, scope);
        const own = observationStatistics(config, critic, inputs['observation_t']!, inputs['update']!);
        return Object.fromEntries(Object.entries(own).map(([name, values]) => [`${scope}${name}`, values]));
      });
      return descend(inputs, specs, objective, Object.assign({}, ...statistics));
    },
  };
}
