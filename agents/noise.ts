import type { TensorSpecs } from '../contracts/agent.ts';
import type { Random } from '../contracts/random.ts';
import type { ActionSpec } from '../contracts/spec.ts';

/** Fills every random input of a program afresh, as its specs ask. */
export function fillNoise(
  specs: TensorSpecs,
  inputs: Readonly<Record<string, Float32Array | Int32Array>>,
  action: ActionSpec,
  random: Random,
): void {
  for (const [name, { noise }] of Object.entries(specs)) {
    if (noise === 'uniform') random.fillUniform(inputs[name] as Float32Array);
    if (noise === 'normal') fillNormal(inputs[name] as Float32Array, random);
    if (noise === 'actions') fillActions(inputs[name]!, action, random);
  }
}

/** Uniformly drawn actions, [rows, D]: bin indices, or values in [-1, 1] of continuous sub-actions. */
export function fillActions(out: Float32Array | Int32Array, action: ActionSpec, random: Random): void {
  for (let i = 0; i < out.length; i++) {
    const { bins } = action[i % action.length]!;
    out[i] = bins === undefined ? random.between(-1, 1) : random.integer(bins);
  }
}

/** The log-probability of each of them; a density on [-1, 1] where sub-actions are continuous. */
export function uniformLogProbability(action: ActionSpec): number {
  return -action.reduce((sum, { bins = 2 }) => sum + Math.log(bins), 0);
}

/** Standard normal numbers. */
export function fillNormal(out: Float32Array, random: Random): void {
  for (let i = 0; i < out.length; i++) out[i] = random.normal();
}
