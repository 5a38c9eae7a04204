import { expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { PlainParameters } from '../testing/plain-parameters.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { initialParameters, unflatten } from './parameters.ts';
import { encodeActions, productSpace } from './product-space.ts';
import { embed } from './state-embedding.ts';
import { summedCritic, summedCriticSpecs } from './summed-critic.ts';

const space = productSpace(discreteActions([2, 4, 3]));
const config = { stateNetwork: 'plain', residualBlocks: 1, embeddingUnits: 5, hiddenUnits: 6 } as const;
const specs = summedCriticSpecs(config, 3, space);
// The biases too, which begin at 0.
const flat = initialParameters(specs, new Random(1)).map((value, i) => value + 0.1 * Math.cos(i));
const observations = [
  [0.3, -1, 2],
  [-0.5, 0.8, 0],
];
const actions = [
  [1, 3, 0],
  [0, 2, 2],
];

/** Q(s, a) as the paper's figure draws it. */
function plainQ(observation: readonly number[], action: readonly number[]): number {
  const plain = new PlainParameters(specs, flat);
  const relu = (x: number) => Math.max(0, x);
  const embedding = plain.dense('embedding', observation).map(relu);
  const hidden = plain.dense('critic/state', embedding).map((sum, unit) => {
    return relu(
      action.reduce((sum, bin, d) => sum + plain.at('critic/action', space.choices.offsets[d]! + bin, unit), sum),
    );
  });
  return hidden.reduce((q, value, unit) => q + value * plain.at('critic/output', unit, 0), plain.at('critic/bias', 0));
}

it('is Q(s, a) of the figure', () => {
  const parameters = unflatten(tf.tensor1d(flat), specs);
  const oneHot = encodeActions(space, tf.tensor2d(actions));
  const q = summedCritic(config, parameters, embed(config, parameters, tf.tensor2d(observations)), oneHot);
  expect(q.shape).toEqual([2]);
  expectClose(
    q.dataSync(),
    observations.map((observation, i) => plainQ(observation, actions[i]!)),
    'Q',
  );
});
