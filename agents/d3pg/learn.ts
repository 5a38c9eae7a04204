import type { Program, Space } from '../../contracts/agent.ts';
import { criticObjective, descend, tdTarget } from '../learner/descent.ts';
import { learnerState, learnInputs } from '../learner/state.ts';
import { actionGradient, actorLoss } from '../losses/policy-gradient.ts';
import { scopeOf, unflatten } from '../nets/parameters.ts';
import * as tf from '../tf.ts';
import type { D3pgConfig } from './config.ts';
import { actor, critic, parameterSpecs } from './networks.ts';

/** One update of actor and critic. */
export function learn(config: D3pgConfig, space: Space): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  return {
    inputs: learnInputs(space, specs, config.batchSize),
    state: learnerState,
    run: (inputs) => {
      const online = unflatten(inputs['parameters']!, specs);
      const target = unflatten(inputs['targetParameters']!, specs);
      const [observation_t, observation_tn] = [inputs['observation_t']!, inputs['observation_tn']!];

      const action_tn = actor(scopeOf(target, 'actor/'), observation_tn);
      const target_t = tdTarget(inputs, critic(scopeOf(target, 'critic/'), observation_tn, action_tn));

      const intended_t = actor(scopeOf(online, 'actor/'), observation_t);
      const valueOf = (action: tf.Tensor) => critic(scopeOf(online, 'critic/'), observation_t, action);
      const slope = actionGradient(valueOf, intended_t, config.actionGradientClip);
      const shown = {
        actorQ: tf.mean(valueOf(intended_t)),
        actionSlope: tf.mean(tf.sqrt(tf.sum(tf.square(slope), 1))),
      };

      return descend(inputs, specs, (w) => {
        const q_t = critic(scopeOf(w, 'critic/'), observation_t, inputs['action_t']!);
        const { loss, outputs } = criticObjective(target_t, q_t, inputs['importance']!);
        const climbing = actorLoss(actor(scopeOf(w, 'actor/'), observation_t), slope);
        return { loss: tf.add(loss, climbing), outputs: { ...outputs, ...shown } };
      });
    },
  };
}
