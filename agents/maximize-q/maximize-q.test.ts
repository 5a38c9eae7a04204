import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyProblem } from './testing/any-problem.ts';
import { plainDraw, plainQ } from './testing/oracle.ts';
import { type Problem, randomProblem, type Results, runComposed, runFused } from './testing/problem.ts';

/** Rounding may move the CDF by this much. */
const CDF_TOLERANCE = 1e-5;

const implementations = { fused: runFused, composed: async (problem: Problem) => runComposed(problem) };

describe.each(Object.entries(implementations))('maximizeQ, %s', (_, run) => {
  test('draws, scores and selects as the equations say', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        const results = await run(problem);
        for (let b = 0; b < problem.specs.stateEmbedding.shape[0]!; b++) {
          expectSamples(problem, results, b);
          expectScores(problem, results, b);
          expectBest(problem, results, b);
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('an example by hand', async () => {
    const results = await run(byHand);
    // The first hidden unit is relu(-2) = 0: the bias decides, (ln 3, 0), so P(0) = 3/4. The second is relu(1 + 1) = 2
    // after bin 0, relu(1 - 2) = 0 after bin 1: logits (0, 2 ln 2) and (0, 0), so P(0) = 1/5 and 1/2.
    expect([...results.proposals]).toEqual([0, 0, 0, 1, 1, 0, 1, 1]);
    // Q(0, 0) = 10 + 2 relu(1 + 1 + 0) - relu(2 + 0 + 1) = 11, Q(0, 1) = 10 + 2 relu(1 + 1 - 3) - relu(2 + 0 + 0) = 8,
    // Q(1, 0) = 10 + 2 relu(1 + 0 + 0) - relu(2 - 4 + 1) = 12, Q(1, 1) = 10 + 2 relu(1 + 0 - 3) - relu(2 - 4) = 10.
    expect([...results.proposalQ]).toEqual([11, 8, 12, 10]);
    expect([...results.uniformQ]).toEqual([10, 8]);
    expect([...results.action]).toEqual([1, 0]);
    expect([results.q[0], results.proposalMax[0], results.uniformMax[0]]).toEqual([12, 12, 10]);
  });

  test('of equals takes the first, proposals before uniform candidates', async () => {
    const problem = randomProblem({ ...small, ownUniform: true });
    problem.data.actionTable.fill(0);
    const { action, proposals, q, uniformMax } = await run(problem);
    for (let b = 0; b < small.states; b++) {
      expect(actionAt(action, b)).toEqual(actionAt(proposals, b * small.proposals));
    }
    expect(q).toEqual(uniformMax);
  });

  test.each([NaN, Infinity, -Infinity])('%d in any input leaves every action valid', async (poison) => {
    for (const bins of [
      [3, 5],
      [0, 4],
    ]) {
      for (const name of Object.keys(randomProblem({ ...small, bins }).specs)) {
        if (name === 'uniformActions') continue;
        const problem = randomProblem({ ...small, bins });
        problem.data[name as keyof Problem['data']][0] = poison;
        const { action, proposals } = await run(problem);
        for (const actions of [action, proposals]) {
          actions.forEach((value, i) => {
            const count = bins[i % bins.length]!;
            expect(value, name).toBeGreaterThanOrEqual(count > 0 ? 0 : -1);
            expect(value, name).toBeLessThanOrEqual(count > 0 ? count - 1 : 1);
          });
        }
      }
    }
  });

  test('NaN in a state shows in its q, and in no other', async () => {
    const clean = await run(randomProblem(small));
    const problem = randomProblem(small);
    problem.data.stateEmbedding[small.embedding * 2 - 1] = NaN;
    const { q } = await run(problem);
    expect(q[1]).toBeNaN();
    expect(q[0]).toBe(clean.q[0]);
    expect(q[2]).toBe(clean.q[2]);
  });
});

const small = { seed: 3, states: 3, bins: [3, 5], embedding: 6, hidden: 5, proposals: 4, uniforms: 3 };

const byHand: Problem = {
  bins: [2, 2],
  specs: {
    stateEmbedding: { shape: [1, 2], dtype: 'float32' },
    actionTable: { shape: [4, 2], dtype: 'float32' },
    outputWeights: { shape: [2], dtype: 'float32' },
    outputBias: { shape: [1], dtype: 'float32' },
    proposalBase: { shape: [1, 2], dtype: 'float32' },
    prefixTable: { shape: [4, 1], dtype: 'float32' },
    headWeights: { shape: [1, 4], dtype: 'float32' },
    headBias: { shape: [4], dtype: 'float32' },
    proposalNoise: { shape: [1, 4, 2], dtype: 'float32' },
    uniformActions: { shape: [2, 2], dtype: 'float32' },
  },
  data: {
    stateEmbedding: Float32Array.of(1, 2),
    actionTable: Float32Array.of(1, 0, 0, -4, 0, 1, -3, 0),
    outputWeights: Float32Array.of(2, -1),
    outputBias: Float32Array.of(10),
    proposalBase: Float32Array.of(-2, 1),
    prefixTable: Float32Array.of(1, -2, 0, 0),
    headWeights: Float32Array.of(5, 7, 0, Math.log(2)),
    headBias: Float32Array.of(Math.log(3), 0, 0, 0),
    proposalNoise: Float32Array.of(0, 0.19, 0.74, 0.21, 0.76, 0.49, 0.99, 0.51),
    uniformActions: Float32Array.of(1, 1, 0, 1),
  },
};

function actionAt(actions: ArrayLike<number>, index: number, dimensions = small.bins.length): number[] {
  return Array.from({ length: dimensions }, (_, d) => actions[index * dimensions + d]!);
}

/** Each value's noise lies where the CDF says. */
function expectSamples(problem: Problem, { proposals }: Results, b: number): void {
  const [, count, dimensions] = problem.specs.proposalNoise.shape as [number, number, number];
  let error = 0;
  for (let n = b * count; n < (b + 1) * count; n++) {
    const drawn = actionAt(proposals, n, dimensions);
    drawn.forEach((_, d) => {
      const noise = problem.data.proposalNoise[n * dimensions + d]!;
      const [from, to] = plainDraw(problem, b, drawn, d).noise;
      error = Math.max(error, from - noise, noise - to);
    });
  }
  expect(error).toBeLessThan(CDF_TOLERANCE);
}

function expectScores(problem: Problem, { proposals, proposalQ, uniformQ }: Results, b: number): void {
  const dimensions = problem.bins.length;
  const n = problem.specs.proposalNoise.shape[1]!;
  const m = problem.specs.uniformActions.shape.at(-2)!;
  const firstUniform = problem.specs.uniformActions.shape.length === 3 ? b * m : 0;
  for (let i = b * n; i < (b + 1) * n; i++) {
    expect(proposalQ[i]).toBeCloseTo(plainQ(problem, b, actionAt(proposals, i, dimensions)), 4);
  }
  for (let i = 0; i < m; i++) {
    const candidate = actionAt(problem.data.uniformActions, firstUniform + i, dimensions);
    expect(uniformQ[b * m + i]).toBeCloseTo(plainQ(problem, b, candidate), 4);
  }
}

/** The maxima and the action follow exactly from the returned values. */
function expectBest(problem: Problem, results: Results, b: number): void {
  const dimensions = problem.bins.length;
  const n = problem.specs.proposalNoise.shape[1]!;
  const m = problem.specs.uniformActions.shape.at(-2)!;
  const firstUniform = problem.specs.uniformActions.shape.length === 3 ? b * m : 0;
  const ofProposals = [...results.proposalQ.subarray(b * n, (b + 1) * n)];
  const ofUniform = [...results.uniformQ.subarray(b * m, (b + 1) * m)];
  const all = [...ofProposals, ...ofUniform];
  const best = all.indexOf(Math.max(...all));
  const action =
    best < n
      ? actionAt(results.proposals, b * n + best, dimensions)
      : actionAt(problem.data.uniformActions, firstUniform + best - n, dimensions);
  expect(actionAt(results.action, b, dimensions)).toEqual(action);
  expect(results.q[b]).toBe(Math.max(...all));
  expect(results.proposalMax[b]).toBe(Math.max(...ofProposals));
  expect(results.uniformMax[b]).toBe(Math.max(...ofUniform));
}
