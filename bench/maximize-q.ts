/**
 * Speed of the fused `maximizeQ` on one thread: 256 states, 7 sub-actions of 11 bins, 100 proposals and 400 shared
 * uniform candidates, embeddings of 300 and heads of 64 units. Median times of its stages and of the whole, for
 * proposals from flat to sharp, and for uniform candidates that each state has of its own.
 *
 * GFLOP/s are equivalent ones: the operations of the equations, sample by sample and candidate by candidate (3 P + 2 P K
 * for a sub-action drawn, (D + 3) H for a score), by the time taken. The peak is a bare loop of SIMD multiply-adds; the
 * tree, which does many samples' work once, can exceed it.
 *
 *     node bench/maximize-q.ts [--json]
 */
import { parseArgs } from 'node:util';
import { createKernel, type Kernel } from '../agents/maximize-q/kernel.ts';
import { sizesOf } from '../agents/maximize-q/shapes.ts';
import { randomProblem } from '../agents/maximize-q/testing/problem.ts';
import { median } from './median.ts';

const D = 7;
const K = 11;
const sizes = {
  states: 256,
  bins: Array<number>(D).fill(K),
  embedding: 300,
  hidden: 64,
  proposals: 100,
  uniforms: 400,
};
const ROUNDS = 41;
const PEAK_LOOPS = 10_000;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const peak_GFLOPs = await measurePeak();
const cases = [];
cases.push(await measure('flat proposals', { sharpness: 0.01 }));
cases.push(await measure('uneven proposals', { sharpness: 0.5 }));
cases.push(await measure('sharp proposals', { sharpness: 2 }));
cases.push(await measure('sharp, own uniform candidates', { sharpness: 2, ownUniform: true }));
const results = { ...sizes, cases, peak_GFLOPs, node: process.version };

if (options.json) console.log(JSON.stringify(results));
else {
  console.log(`maximizeQ, one thread, Node ${results.node}; multiply-add peak ${peak_GFLOPs.toFixed(1)} GFLOP/s`);
  const row = (cells: string[]) =>
    console.log(
      cells[0]!.padEnd(30) +
        cells
          .slice(1)
          .map((c) => c.padStart(11))
          .join(''),
    );
  row(['', 'distinct', 'sample', 'score', 'whole', 'best', 'GFLOP/s', 'of peak']);
  for (const { name, distinct, sample_ms, score_ms, whole_ms, best_ms, GFLOPs } of cases) {
    const times = [sample_ms, score_ms, whole_ms, best_ms].map((time_ms) => `${time_ms.toFixed(2)} ms`);
    row([name, distinct.toFixed(1), ...times, GFLOPs.toFixed(1), `${Math.round((100 * GFLOPs) / peak_GFLOPs)} %`]);
  }
}

interface Shape {
  readonly sharpness: number;
  readonly ownUniform?: boolean;
}

async function measure(name: string, shape: Shape) {
  const { states, embedding, hidden, proposals, uniforms } = sizes;
  const { bins, specs, data } = randomProblem({ seed: 1, ...sizes, ...shape });
  const kernel = await createKernel(sizesOf(specs, bins));
  for (const [input, values] of Object.entries(data)) {
    kernel.view(input, values instanceof Int32Array ? 'int32' : 'float32').set(values);
  }
  const times = time(kernel);
  const distinct = kernel.view('firstTwin', 'int32').filter((twin, i) => twin === i).length / states;
  const sampling = states * proposals * D * (3 * hidden + 2 * hidden * K);
  const scoring = states * (proposals + uniforms) * (D + 3) * embedding;
  return { name, distinct, ...times, GFLOPs: (sampling + scoring) / times.whole_ms / 1e6 };
}

/** Medians, and the best of the whole: on a busy machine the two lie apart. */
function time(kernel: Kernel) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start_ms = performance.now();
    kernel.prepare();
    kernel.sample();
    const sampled_ms = performance.now();
    kernel.scoreProposals();
    kernel.scoreUniform();
    const scored_ms = performance.now();
    kernel.select();
    return [sampled_ms - start_ms, scored_ms - sampled_ms, performance.now() - start_ms] as const;
  });
  const [samples_ms, scores_ms, wholes_ms] = ([0, 1, 2] as const).map((i) => rounds.map((times) => times[i]));
  return {
    sample_ms: median(samples_ms!),
    score_ms: median(scores_ms!),
    whole_ms: median(wholes_ms!),
    best_ms: Math.min(...wholes_ms!),
  };
}

/** The best of many short runs: V8 optimises a function between calls only, and a peak is what nothing disturbs. */
async function measurePeak(): Promise<number> {
  const { main } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const { error } = await main(
    ['bench/multiply-add.as.ts', '-O3', '--runtime', 'stub', '--enable', 'simd,relaxed-simd', '-o', 'peak.wasm'],
    {
      // The module stays in memory.
      writeFile(_name: string, contents: Uint8Array | string) {
        if (typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error || !binary) throw error ?? new Error('The peak loop did not compile.');
  const instance = new WebAssembly.Instance(await WebAssembly.compile(binary), {});
  const multiplyAdd = instance.exports['multiplyAdd'] as (rounds: number, factor: number, term: number) => number;
  const times_ms = Array.from({ length: 3_000 }, () => {
    const start_ms = performance.now();
    multiplyAdd(PEAK_LOOPS, 0.999, 0.001);
    return performance.now() - start_ms;
  });
  return (PEAK_LOOPS * 12 * 4 * 2) / Math.min(...times_ms) / 1e6;
}
