import { expect, it, describe } from 'vitest';
import { onnxCpu } from '../engine/onnx-cpu.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { expectFrequencies } from '../testing/chi-square.ts';
import { rowsOf } from '../testing/rows.ts';
import * as tf from '../tf.ts';
import { maximizeQ, type MaximizeQInputs } from './maximize-q.ts';
import { sampleProposal } from './sample-proposal.ts';
import { sizesOf } from './shapes.ts';
import { plainMarginal, plainQ } from './testing/oracle.ts';
import { type Problem, randomProblem, runComposed } from './testing/problem.ts';

const INTERVALS = 20;
const small = { states: 3, embedding: 6, hidden: 5, proposals: 7, uniforms: 4, sharpness: 0.5 };

describe.each([{ bins: [0, 0] }, { bins: [3, 0, 4] }, { bins: [0, 5] }])('maximizeQ over bins $bins', ({ bins }) => {
  const problem = randomProblem({ ...small, seed: 5, bins });
  const results = runComposed(problem);
  const D = bins.length;
  const proposals = rowsOf(results.proposals, D);
  const uniform = rowsOf(problem.data.uniformActions, D);

  it('draws each continuous value where its noise lies in the distribution function', () => {
    proposals.forEach((drawn, i) => {
      const b = Math.floor(i / small.proposals);
      drawn.forEach((value, d) => {
        if (bins[d]! > 0) return;
        const shares = plainMarginal(problem, b, drawn.slice(0, d));
        const place = ((value + 1) / 2) * INTERVALS;
        const interval = Math.min(INTERVALS - 1, Math.floor(place));
        const below = shares.slice(0, interval).reduce((sum, share) => sum + share, 0);
        const noise = problem.data.proposalNoise[i * D + d]!;
        expect(below + (place - interval) * shares[interval]!).toBeCloseTo(noise, 4);
      });
    });
  });

  it('draws bins, scores and selects as the equations say', () => {
    for (let b = 0; b < small.states; b++) {
      const own = proposals.slice(b * small.proposals, (b + 1) * small.proposals);
      own.forEach((drawn) => {
        bins.forEach((count, d) => {
          if (count > 0) expect(Number.isInteger(drawn[d]) && drawn[d]! >= 0 && drawn[d]! < count).toBe(true);
        });
      });
      const q = [...own, ...uniform].map((candidate) => plainQ(problem, b, candidate));
      expectClose(results.proposalQ.subarray(b * small.proposals, (b + 1) * small.proposals), q.slice(0, 7), 'Q', 1e-4);
      expectClose(results.uniformQ.subarray(b * small.uniforms, (b + 1) * small.uniforms), q.slice(7), 'Q', 1e-4);
      const best = [...own, ...uniform][q.indexOf(Math.max(...q))]!;
      expectClose(results.action.subarray(b * D, (b + 1) * D), best, 'action');
      expect(results.q[b]).toBeCloseTo(Math.max(...q), 4);
    }
  });

  it('is compiled to the same', async () => {
    const run = (inputs: Readonly<Record<string, tf.Tensor>>) => ({
      ...maximizeQ(inputs as unknown as MaximizeQInputs, { bins, details: true }),
    });
    const program = await onnxCpu.compile({ inputs: problem.specs, state: [], run });
    for (const [name, values] of Object.entries(problem.data)) program.inputs[name]!.set(values);
    await program.run();
    expect(program.facts.customKernelCount).toBe(1);
    for (const [name, values] of Object.entries(results)) expectClose(program.outputs[name]!, values, name, 1e-4);
    await program.dispose();
  });
});

it.each([NaN, Infinity, -Infinity])('%d in any input leaves every action valid', (poison) => {
  const bins = [0, 3];
  for (const name of Object.keys(randomProblem({ ...small, seed: 5, bins }).data)) {
    if (name === 'uniformActions') continue;
    const problem = randomProblem({ ...small, seed: 5, bins });
    problem.data[name as keyof Problem['data']][0] = poison;
    const { action, proposals } = runComposed(problem);
    for (const [value, bin] of [...rowsOf(action, 2), ...rowsOf(proposals, 2)] as [number, number][]) {
      expect(Math.abs(value), name).toBeLessThanOrEqual(1);
      expect([0, 1, 2], name).toContain(bin);
    }
  }
});

it('a density by hand', () => {
  // Half of the probability in the first interval, a quarter in each of the last two.
  const logits = Array.from({ length: INTERVALS }, (_, k) =>
    k === 0 ? Math.log(0.5) : k >= 18 ? Math.log(0.25) : -99,
  );
  const noise = [0, 0.25, 0.5 - 1e-7, 0.625, 0.75, 0.875, 1 - 2 ** -24];
  const values = tf.tidy(() => sampleOne(logits, noise));
  expectClose(values, [-1, -0.95, -0.9, 0.85, 0.9, 0.95, 1], 'values', 1e-4);
});

it('samples follow the density: chi-square over half intervals', () => {
  const shares = Array.from({ length: INTERVALS }, (_, k) => 1 + (k % 5));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const count = 20_000;
  const noise = Array.from({ length: count }, (_, i) => (i * 0.618_033_988_75) % 1);
  const values = tf.tidy(() => sampleOne(shares.map(Math.log), noise));
  const counts = Array<number>(2 * INTERVALS).fill(0);
  for (const value of values) counts[Math.min(39, Math.floor((value + 1) * INTERVALS))]!++;
  expectFrequencies(
    counts,
    shares.flatMap((share) => [share / total / 2, share / total / 2]),
  );
});

/** Samples of one continuous sub-action whose head gives these logits. */
function sampleOne(logits: readonly number[], noise: readonly number[]): number[] {
  const inputs = {
    stateEmbedding: tf.zeros([1, 1]),
    actionTable: tf.zeros([11, 1]),
    outputWeights: tf.zeros([1]),
    outputBias: tf.zeros([1]),
    uniformActions: tf.zeros([1, 1]),
    proposalBase: tf.zeros([1, 1]),
    prefixTable: tf.zeros([11, 1]),
    headWeights: tf.zeros([1, INTERVALS]),
    headBias: tf.tensor1d([...logits]),
    proposalNoise: tf.tensor3d([...noise], [1, noise.length, 1]),
  };
  return [...sampleProposal(inputs, sizesOf(inputs, [0]), inputs.proposalNoise).dataSync()];
}
