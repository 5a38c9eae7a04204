import { expect, test } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { fusedMaximizeQ } from './fused.ts';
import { allActions, plainMarginal, plainQ } from './testing/oracle.ts';
import { randomProblem, runFused } from './testing/problem.ts';

test('samples follow the proposal: chi-square over the joint distribution', async () => {
  const options = { seed: 11, states: 1, bins: [3, 2, 4], embedding: 4, hidden: 8, uniforms: 1, sharpness: 0.2 };
  const count = 40_000;
  const problem = randomProblem({ ...options, proposals: count });
  const { proposals } = await runFused(problem);
  const counts = new Map<string, number>();
  for (let i = 0; i < proposals.length; i += 3) {
    const key = String(proposals.subarray(i, i + 3));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let chiSquare = 0;
  for (const action of allActions(problem.bins)) {
    const probability = action.reduce((p, bin, d) => p * plainMarginal(problem, 0, action.slice(0, d))[bin]!, 1);
    const expected = count * probability;
    expect(expected).toBeGreaterThan(5);
    chiSquare += ((counts.get(String(action)) ?? 0) - expected) ** 2 / expected;
  }
  // The 99.9th percentile for 24 - 1 degrees of freedom.
  expect(chiSquare).toBeLessThan(49.7);
});

test('shared and own uniform candidates have the same expected maximum, the exact one', async () => {
  const m = 5;
  const draws = 3000;
  const options = { seed: 7, bins: [4, 3], embedding: 8, hidden: 4, proposals: 1, uniforms: m };
  const random = new Random(8);

  const own = randomProblem({ ...options, states: draws, ownUniform: true });
  const embedding = own.data.stateEmbedding.slice(0, options.embedding);
  for (let b = 0; b < draws; b++) own.data.stateEmbedding.set(embedding, b * options.embedding);
  const ofOwn = [...(await runFused(own)).uniformMax];

  const shared = randomProblem({ ...options, states: 1 });
  const kernel = await fusedMaximizeQ.instantiate(shared.specs, { bins: shared.bins }, 1);
  for (const name of ['actionTable', 'outputWeights', 'outputBias'] as const) kernel.inputs[name]!.set(own.data[name]);
  kernel.inputs['stateEmbedding']!.set(embedding);
  const ofShared = Array.from({ length: draws }, () => {
    kernel.inputs['uniformActions']!.forEach((_, i, actions) => (actions[i] = random.integer(options.bins[i % 2]!)));
    kernel.run();
    return kernel.outputs[3]![0]!;
  });

  // E max of m draws, from the distribution function of one: Σ q_i ((i/A)^m - ((i - 1)/A)^m), q ascending.
  const values = allActions(own.bins)
    .map((action) => plainQ(own, 0, action))
    .sort((a, b) => a - b);
  const size = values.length;
  const exact = values.reduce((sum, q, i) => sum + q * (((i + 1) / size) ** m - (i / size) ** m), 0);
  for (const sample of [ofOwn, ofShared]) {
    const mean = sample.reduce((sum, q) => sum + q, 0) / draws;
    const variance = sample.reduce((sum, q) => sum + (q - mean) ** 2, 0) / draws;
    // Four standard errors.
    expect(Math.abs(mean - exact)).toBeLessThan(4 * Math.sqrt(variance / draws));
  }
});
