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
    if (noise === 'actions') fillActions(inputs[name] as Int32Array, action, random);
  }
}

/** Uniformly drawn actions, [rows, D] bin indices. */
export function fillActions(out: Int32Array | Uint16Array, action: ActionSpec, random: Random): void {
  for (let i = 0; i < out.length; i++) out[i] = random.integer(action[i % action.length]!.bins!);
}
