import { expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { PlainParameters } from '../testing/plain-parameters.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import type { CriticConfig } from './critic-config.ts';
import { initialParameters, unflatten } from './parameters.ts';
import { encodeActions, productSpace } from './product-space.ts';
import { embed } from './state-embedding.ts';
import { summedCritic, summedCriticSpecs } from './summed-critic.ts';

const space = productSpace(discreteActions([2, 3]));
const observations = [
  [0.3, -1, 2],
  [-0.5, 0.8, 0],
];
const actions = [
  [1, 2],
  [0, 1],
];
const relu = (x: number) => Math.max(0, x);
const sum = (x: readonly number[], y: readonly number[]) => x.map((value, i) => value + y[i]!);

/** The networks as their papers draw them, in loops over numbers. */
class PlainCritic {
  readonly flat: Float32Array;
  readonly #plain: PlainParameters;
  readonly #config: CriticConfig;

  constructor(config: CriticConfig) {
    const specs = summedCriticSpecs(config, 3, space);
    // Gains, offsets and statistics too, which begin at 0.
    this.flat = initialParameters(specs, new Random(1)).map((value, i) => value + 0.1 * Math.cos(i));
    this.#plain = new PlainParameters(specs, this.flat);
    this.#config = config;
  }

  embedding(observation: readonly number[]): number[] {
    if (this.#config.stateNetwork === 'layer-norm') {
      return this.#layerNorm('embedding/norm', this.#plain.dense('embedding', observation)).map(relu);
    }
    const normal = observation.map((value, i) => {
      const [mean, variance] = ['observation/mean', 'observation/variance'].map((name) => this.#plain.at(name, i));
      return (value - mean!) / Math.sqrt(1 + variance! + 1e-5);
    });
    let x = this.#plain.dense('embedding', normal);
    for (let block = 1; block <= this.#config.residualBlocks; block++) {
      const name = `embedding/block${block}`;
      const inner = this.#plain.dense(`${name}/expand`, this.#layerNorm(`${name}/norm`, x)).map(relu);
      x = sum(x, this.#plain.dense(`${name}/contract`, inner));
    }
    return this.#layerNorm('embedding/norm', x);
  }

  q(observation: readonly number[], action: readonly number[]): number {
    const branch = this.#plain.dense('critic/state', this.embedding(observation));
    const state = this.#config.stateNetwork === 'layer-norm' ? this.#layerNorm('critic/norm', branch) : branch;
    const hidden = state.map((own, unit) => {
      const rows = action.map((bin, d) => this.#plain.at('critic/action', space.features.offsets[d]! + bin, unit));
      return relu(rows.reduce((total, row) => total + row, own));
    });
    return hidden.reduce(
      (q, value, u) => q + value * this.#plain.at('critic/output', u),
      this.#plain.at('critic/bias', 0),
    );
  }

  #layerNorm(name: string, x: readonly number[]): number[] {
    const mean = x.reduce((total, value) => total + value, 0) / x.length;
    const variance = x.reduce((total, value) => total + (value - mean) ** 2, 0) / x.length;
    return x.map((value, i) => {
      const normal = (value - mean) / Math.sqrt(variance + 1e-5);
      return normal * (1 + this.#plain.at(`${name}/gain`, i)) + this.#plain.at(`${name}/offset`, i);
    });
  }
}

it.each(['layer-norm', 'simba'] as const)('%s is the network that its paper draws', (stateNetwork) => {
  const config = { stateNetwork, residualBlocks: 2, embeddingUnits: 8, hiddenUnits: 12 };
  const plain = new PlainCritic(config);
  const parameters = unflatten(tf.tensor1d(plain.flat), summedCriticSpecs(config, 3, space));
  const embedding = embed(config, parameters, tf.tensor2d(observations));
  expect(embedding.shape).toEqual([2, 8]);
  expectClose(
    embedding.dataSync(),
    observations.flatMap((observation) => plain.embedding(observation)),
    'embedding',
    1e-4,
  );
  const q = summedCritic(config, parameters, embedding, encodeActions(space, tf.tensor2d(actions)));
  expectClose(
    q.dataSync(),
    observations.map((observation, i) => plain.q(observation, actions[i]!)),
    'Q',
    1e-4,
  );
});
