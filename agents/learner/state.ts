import type { ParameterSpec, Space, TensorSpec } from '../../contracts/agent.ts';
import { parameterCount } from '../nets/parameters.ts';

/** What a learner carries from update to update, each [P]: its networks, their slow copy, and Adam's averages. */
export const learnerState = ['parameters', 'targetParameters', 'moment1', 'moment2'] as const;

export function initialLearnerState(parameters: Float32Array): Record<(typeof learnerState)[number], Float32Array> {
  return {
    parameters,
    targetParameters: parameters.slice(),
    moment1: new Float32Array(parameters.length),
    moment2: new Float32Array(parameters.length),
  };
}

/** The inputs of `act` that every agent has. */
export function actInputs(space: Space, specs: readonly ParameterSpec[], batchSize: number) {
  return {
    parameters: { shape: [parameterCount(specs)], dtype: 'float32' },
    observation_t: { shape: [batchSize, space.observationSize], dtype: 'float32' },
  } as const;
}

/** The inputs of `learn` that every agent has: state, batch and hyperparameters. */
export function learnInputs(space: Space, specs: readonly ParameterSpec[], batchSize: number) {
  const vector = { shape: [parameterCount(specs)], dtype: 'float32' } as const;
  const perSample = { shape: [batchSize], dtype: 'float32' } as const;
  const observations = { shape: [batchSize, space.observationSize], dtype: 'float32' } as const;
  const scalar = { shape: [1], dtype: 'float32' } as const;
  return {
    parameters: vector,
    targetParameters: vector,
    moment1: vector,
    moment2: vector,
    observation_t: observations,
    action_t: actionSpec(space, batchSize),
    return_t: perSample,
    discount_t: perSample,
    observation_tn: observations,
    importance: perSample,
    update: scalar,
    learningRate: scalar,
    targetRate: scalar,
  } as const;
}

/** One action per sample, [B, D]. */
export function actionSpec(space: Space, batchSize: number): TensorSpec {
  return { shape: [batchSize, space.action.length], dtype: 'float32' };
}

/** Uniformly drawn candidates that all states share, [count, D]. */
export function candidateSpec({ action }: Space, count: number): TensorSpec {
  return { shape: [count, action.length], dtype: 'float32', noise: 'actions' };
}
