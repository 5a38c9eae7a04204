import { describe, expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { maximizeQ } from '../maximize-q/maximize-q.ts';
import { expectFrequencies } from '../testing/chi-square.ts';
import { PlainParameters } from '../testing/plain-parameters.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { proposalBase, proposalLogProbabilities, proposalSpecs } from './autoregressive-proposal.ts';
import { initialParameters, unflatten } from './parameters.ts';
import { encodeActions, productSpace } from './product-space.ts';

const EMBEDDING = 3;
const HEAD = 4;
const bins = [2, 4, 3];
const space = productSpace(discreteActions(bins));
const specs = proposalSpecs(EMBEDDING, space, { trunk: [6, 5], head: HEAD });
// Far from the near-uniform start, biases included.
const flat = initialParameters(specs, new Random(1)).map((value, i) => value + 0.4 * Math.cos(i));
const parameters = unflatten(tf.tensor1d(flat), specs);
const embedding = [0.3, 0, 1.2];

/** Every action of the space. */
const actions = bins.reduce<number[][]>(
  (prefixes, count) => prefixes.flatMap((prefix) => Array.from({ length: count }, (_, bin) => [...prefix, bin])),
  [[]],
);

/** mu_d(· | a_<d, s) by its definition. */
function plainHead(d: number, earlier: readonly number[]): number[] {
  const plain = new PlainParameters(specs, flat);
  const relu = (x: number) => Math.max(0, x);
  const trunk = plain.dense('proposal/trunk2', plain.dense('proposal/trunk1', embedding).map(relu)).map(relu);
  const own = plain.dense('proposal/base', trunk).slice(d * HEAD, (d + 1) * HEAD);
  const hidden = own.map((base, unit) => {
    return relu(
      earlier.reduce((sum, bin, e) => sum + plain.at('proposal/prefix', space.choices.offsets[e]! + bin, unit), base),
    );
  });
  const weights = Array.from({ length: bins[d]! }, (_, bin) => {
    const column = space.choices.offsets[d]! + bin;
    const logit = hidden.reduce((sum, value, unit) => sum + value * plain.at('proposal/head', unit, column), 0);
    return Math.exp(logit + plain.at('proposal/headBias', column));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function logProbabilities(rows: readonly number[][]): number[][] {
  const base = proposalBase(parameters, tf.tile(tf.tensor2d([embedding]), [rows.length, 1]));
  const oneHot = encodeActions(space, tf.tensor2d([...rows]));
  return proposalLogProbabilities(parameters, space, base, oneHot).arraySync() as number[][];
}

describe('log-probabilities by teacher forcing', () => {
  it('are those of one head after the other', () => {
    const expected = actions.flatMap((action) =>
      bins.flatMap((_, d) => plainHead(d, action.slice(0, d)).map(Math.log)),
    );
    expectClose(logProbabilities(actions).flat(), expected, 'log-probabilities');
  });

  it('sum to one, for each sub-action and over all actions', () => {
    const rows = logProbabilities(actions);
    for (const row of rows) {
      bins.forEach((count, d) => {
        const own = row.slice(space.choices.offsets[d]!, space.choices.offsets[d]! + count);
        expect(own.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 5);
      });
    }
    const total = actions.reduce((sum, action, i) => sum + Math.exp(logMu(action, rows[i]!)), 0);
    expect(total).toBeCloseTo(1, 5);
  });

  it('do not depend on the own and the later sub-actions, but on each earlier one', () => {
    const [low, high] = logProbabilities([
      [0, 1, 0],
      [0, 3, 2],
    ]) as [number[], number[]];
    const seenByFirstTwo = space.choices.offsets[2]!;
    expect(high.slice(0, seenByFirstTwo)).toEqual(low.slice(0, seenByFirstTwo));
    expect(high.slice(seenByFirstTwo)).not.toEqual(low.slice(seenByFirstTwo));
  });
});

it('gives the probabilities that the search samples with', () => {
  const count = 20_000;
  const noise = new Float32Array(count * bins.length);
  new Random(2).fillUniform(noise);
  const { proposals } = maximizeQ(
    {
      stateEmbedding: tf.zeros([1, 4]),
      actionTable: tf.zeros([space.features.total, 4]),
      outputWeights: tf.zeros([4]),
      outputBias: tf.zeros([1]),
      proposalBase: proposalBase(parameters, tf.tensor2d([embedding])),
      prefixTable: parameters['proposal/prefix']!,
      headWeights: parameters['proposal/head']!,
      headBias: parameters['proposal/headBias']!,
      proposalNoise: tf.tensor3d(noise, [1, count, bins.length]),
      uniformActions: tf.zeros([1, bins.length]),
    },
    { bins, details: true },
  );
  const counts = new Map(actions.map((action) => [String(action), 0]));
  for (const sample of proposals.arraySync() as number[][][]) {
    for (const action of sample) counts.set(String(action), counts.get(String(action))! + 1);
  }
  const rows = logProbabilities(actions);
  expectFrequencies(
    [...counts.values()],
    actions.map((action, i) => Math.exp(logMu(action, rows[i]!))),
  );
});

it('starts near uniform', () => {
  const fresh = unflatten(tf.tensor1d(initialParameters(specs, new Random(3))), specs);
  const oneHot = encodeActions(space, tf.tensor2d(actions));
  const base = proposalBase(fresh, tf.tile(tf.tensor2d([embedding]), [actions.length, 1]));
  const logMu = proposalLogProbabilities(fresh, space, base, oneHot).dataSync();
  logMu.forEach((log, i) =>
    expect(log).toBeCloseTo(-Math.log(bins[space.choices.dimension[i % space.choices.total]!]!), 0),
  );
});

/** log mu(a|s) of a whole action. */
function logMu(action: readonly number[], row: readonly number[]): number {
  return action.reduce((sum, bin, d) => sum + row[space.choices.offsets[d]! + bin]!, 0);
}
