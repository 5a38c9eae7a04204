import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostEngines } from '../engine/testing/host-engines.ts';
import { expectClose } from '../engine/testing/compare.ts';
import type * as tf from '../tf.ts';
import { fusedMaximizeQ } from './fused.ts';
import { maximizeQ, type MaximizeQInputs } from './maximize-q.ts';
import { anyProblem } from './testing/any-problem.ts';
import { plainDraw, plainMarginal } from './testing/oracle.ts';
import { type Problem, randomProblem, runComposed, runFused } from './testing/problem.ts';

const arm = { states: 9, bins: Array<number>(6).fill(11), embedding: 300, hidden: 64, proposals: 40, uniforms: 50 };

describe('the fused kernel', () => {
  test('equals the composed operation: the same samples, save where rounding decides', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        const fused = await runFused(problem);
        const composed = runComposed(problem);
        const dimensions = problem.bins.length;
        const proposals = problem.specs.proposalNoise.shape[1]!;
        for (let i = 0; i < fused.proposals.length; i += dimensions) {
          const drawn = [...fused.proposals.subarray(i, i + dimensions)];
          if (isDelicate(problem, Math.floor(i / dimensions / proposals), drawn, i)) continue;
          expectClose(drawn, composed.proposals.subarray(i, i + dimensions), 'proposal', 1e-4);
          const n = i / dimensions;
          expect(fused.proposalQ[n]).toBeCloseTo(composed.proposalQ[n]!, 3);
        }
        expectClose(fused.uniformQ, composed.uniformQ, 'Q of uniform candidates', 1e-4);
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  test.each([[Array<number>(6).fill(11)], [Array<number>(6).fill(0)], [[11, 0, 5, 0, 0, 3]]])(
    'gives the same bits on any number of threads over bins %j',
    async (bins) => {
      for (const ownUniform of [false, true]) {
        const problem = randomProblem({ ...arm, seed: 4, states: 61, bins, ownUniform, sharpness: 0.3 });
        const alone = await runFused(problem);
        for (const threads of [2, 5]) expect(await runFused(problem, threads)).toEqual(alone);
      }
    },
  );

  test('gives the same bits in every run and in every instance, whatever ran between', async () => {
    const one = randomProblem({ ...arm, seed: 1 });
    const other = randomProblem({ ...arm, seed: 2, sharpness: 0.01 });
    const kernel = await fusedMaximizeQ.instantiate(one.specs, { bins: one.bins, details: true }, 1);
    const results = [one, other, one].map((problem) => {
      for (const [name, values] of Object.entries(problem.data)) kernel.inputs[name]!.set(values);
      kernel.run();
      return kernel.outputs.map((values) => values.slice());
    });
    expect(results[2]).toEqual(results[0]);
    expect(results[1]).not.toEqual(results[0]);
    expect(Object.values(await runFused(one))).toEqual(results[0]);
  });

  test('a NaN among the candidates shows in q, and the best of the others is taken', async () => {
    const problem = randomProblem({ ...arm, seed: 1, states: 1, bins: [4], proposals: 1, uniforms: 4 });
    problem.data.uniformActions.set([0, 1, 2, 3]);
    problem.data.headBias.set([0, 1e6, 0, 0]);
    // The one proposal is bin 1, whose embedding is NaN.
    problem.data.actionTable.fill(NaN, arm.embedding, 2 * arm.embedding);
    const { action, q, proposalMax, uniformMax, uniformQ } = await runFused(problem);
    const others = [...uniformQ].map((value, bin) => (bin === 1 ? -Infinity : value));
    expect([q[0], proposalMax[0], uniformMax[0], uniformQ[1]]).toEqual([NaN, NaN, NaN, NaN]);
    expect(action[0]).toBe(others.indexOf(Math.max(...others)));
  });

  test('scores many bins and many dimensions', async () => {
    const bins = [300, 2, ...Array<number>(20).fill(3), 65];
    const problem = randomProblem({ ...arm, seed: 1, states: 3, bins, embedding: 30, hidden: 10 });
    const fused = await runFused(problem);
    const composed = runComposed(problem);
    expect(fused.action).toEqual(composed.action);
    expect(fused.q[2]).toBeCloseTo(composed.q[2]!, 4);
  });

  test.each([[arm.bins], [[0, 0]], [[3, 0, 4]]])('runs inside compiled programs over bins %j', async (bins) => {
    const problem = randomProblem({ ...arm, seed: 5, bins });
    const run = (inputs: Readonly<Record<string, tf.Tensor>>) => ({
      ...maximizeQ(inputs as unknown as MaximizeQInputs, { bins: problem.bins }),
    });
    const outputs = hostEngines.map(async (engine) => {
      const program = await engine.compile({ inputs: problem.specs, state: [], run });
      for (const [name, values] of Object.entries(problem.data)) program.inputs[name]!.set(values);
      await program.run();
      const copies = { action: [...program.outputs['action']!], q: [...program.outputs['q']!] };
      await program.dispose();
      return copies;
    });
    const [first, ...others] = await Promise.all(outputs);
    for (const { action, q } of others) {
      expectClose(action, first!.action, 'action', 1e-4);
      expectClose(q, first!.q, 'q', 1e-4);
    }
  });

  test('names the input whose shape does not fit', async () => {
    const { specs } = randomProblem({ ...arm, seed: 1 });
    const bins = [...arm.bins.slice(1), 12];
    await expect(fusedMaximizeQ.instantiate(specs, { bins }, 1)).rejects.toThrow(
      'maximizeQ: actionTable has shape [66, 300], not [67, 300].',
    );
  });
});

/** Whether any of a sample's noise lies near a step of the CDF, or where it hardly rises. */
function isDelicate(problem: Problem, b: number, drawn: readonly number[], noiseAt: number): boolean {
  return drawn.some((_, d) => {
    const noise = problem.data.proposalNoise[noiseAt + d]!;
    if (problem.bins[d] === 0 && plainDraw(problem, b, drawn, d).share < 0.01) return true;
    let cumulative = 0;
    return plainMarginal(problem, b, drawn.slice(0, d)).some((probability) => {
      cumulative += probability;
      return Math.abs(noise - cumulative) < 1e-5;
    });
  });
}
