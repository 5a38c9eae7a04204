import type { ActOptions, Program, Space, TensorSpecs } from '../../contracts/agent.ts';
import { actInputs } from '../learner/state.ts';
import { unflatten } from '../nets/parameters.ts';
import { entropyPerDimension, productSpace } from '../nets/product-space.ts';
import { repeatRows } from '../nets/repeat-rows.ts';
import * as tf from '../tf.ts';
import type { ImpalaConfig } from './config.ts';
import { parameterSpecs, policyAt, valueAt } from './networks.ts';

/** The policy's best action, and one drawn from it to explore; what it returns is described in `contracts/agent.ts`. */
export function act(
  config: ImpalaConfig,
  space: Space,
  batchSize: number,
  { details = false, exploring = false }: ActOptions = {},
): Program<tf.Tensor> {
  const specs = parameterSpecs(config, space);
  return {
    inputs: {
      ...actInputs(space, specs, batchSize),
      ...(exploring && samplingNoise(space, batchSize, '')),
      ...(details && samplingNoise(space, batchSize * config.shownCandidates, 'Shown')),
    },
    state: [],
    run: (inputs) => {
      const parameters = unflatten(inputs['parameters']!, specs);
      const observation = inputs['observation_t']!;
      const policy = policyAt(parameters, space, observation);
      const value = valueAt(parameters, observation);
      const action = policy.mode();
      const chosen: Record<string, tf.Tensor> = { action_t: action, q_t: value };
      if (exploring) {
        const drawn = policy.sample(noiseOf(inputs, ''));
        chosen['exploringAction_t'] = drawn;
        chosen['exploringLogProbability_t'] = policy.logProbability(drawn);
      }
      if (!details) return chosen;

      const repeated = policyAt(parameters, space, repeatRows(observation, config.shownCandidates));
      const samples = repeated.sample(noiseOf(inputs, 'Shown'));
      const perState = (x: tf.Tensor, width: number[]) => tf.reshape(x, [batchSize, config.shownCandidates, ...width]);
      const marginals = policy.choices();
      return {
        ...chosen,
        proposals: tf.concat([tf.expandDims(action, 1), perState(samples, [space.action.length])], 1),
        proposalLogProbability: tf.concat(
          [tf.expandDims(policy.logProbability(action), 1), perState(repeated.logProbability(samples), [])],
          1,
        ),
        marginals,
        entropy: entropyPerDimension(productSpace(space.action), marginals),
        stateValue: tf.clone(value),
      };
    },
  };
}

/** The random inputs that `rows` actions are drawn with: uniform for discrete sub-actions, normal for continuous ones. */
function samplingNoise({ action }: Space, rows: number, suffix: string): TensorSpecs {
  const spec = { shape: [rows, action.length], dtype: 'float32' } as const;
  return {
    ...(action.some(({ bins }) => bins !== undefined) && {
      [`uniform${suffix}`]: { ...spec, noise: 'uniform' } as const,
    }),
    ...(action.some(({ bins }) => bins === undefined) && {
      [`normal${suffix}`]: { ...spec, noise: 'normal' } as const,
    }),
  };
}

function noiseOf(inputs: Readonly<Record<string, tf.Tensor>>, suffix: string) {
  return { uniform: inputs[`uniform${suffix}`], normal: inputs[`normal${suffix}`] };
}
