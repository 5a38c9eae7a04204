/**
 * Speed of the fused `maximizeQ`: 256 states, 7 sub-actions, 100 proposals and 400 shared uniform candidates, embeddings
 * of 300 and heads of 64 units. Median times of its stages on one thread and of the whole on one and on all, for
 * proposals from flat to sharp, sub-actions of 11 bins and continuous ones, and for uniform candidates that each state
 * has of its own.
 *
 * GFLOP/s are equivalent ones: the operations of the equations, sample by sample and candidate by candidate (3 P + 2 P K
 * for a sub-action drawn, (F + 3) H for a score, of F rows with their weights), by the time taken on one thread. The peak
 * is a bare loop of SIMD multiply-adds; the tree, which does many samples' work once, can exceed it.
 *
 *     node bench/maximize-q.ts [--threads N] [--json]
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { createKernel, type Kernel } from '../agents/maximize-q/kernel.ts';
import { sizesOf } from '../agents/maximize-q/shapes.ts';
import { randomProblem } from '../agents/maximize-q/testing/problem.ts';
import { median } from './median.ts';

const D = 7;
const BINS = Array<number>(D).fill(11);
const CONTINUOUS = Array<number>(D).fill(0);
const sizes = { states: 256, embedding: 300, hidden: 64, proposals: 100, uniforms: 400 };
const ROUNDS = 41;
const PEAK_LOOPS = 10_000;

const { values: options } = parseArgs({
  options: {
    threads: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
});
const threads = Number(options.threads);

const peak_GFLOPs = await measurePeak();
const cases = [];
cases.push(await measure('flat proposals', { sharpness: 0.01 }));
cases.push(await measure('uneven proposals', { sharpness: 0.5 }));
cases.push(await measure('sharp proposals', { sharpness: 2 }));
cases.push(await measure('sharp, own uniform candidates', { sharpness: 2, ownUniform: true }));
cases.push(await measure('continuous', { sharpness: 0.5, bins: CONTINUOUS }));
cases.push(await measure('continuous, own uniform', { sharpness: 0.5, bins: CONTINUOUS, ownUniform: true }));
const results = { ...sizes, cases, peak_GFLOPs, threads, node: process.version };

if (options.json) console.log(JSON.stringify(results));
else {
  console.log(`maximizeQ, Node ${results.node}; multiply-add peak ${peak_GFLOPs.toFixed(1)} GFLOP/s on one thread`);
  const row = ([name, ...cells]: string[]) =>
    console.log(name!.padEnd(30) + cells.map((cell) => cell.padStart(11)).join(''));
  row(['', 'distinct', 'sample', 'score', 'whole', `${threads} threads`, 'GFLOP/s', 'of peak']);
  for (const { name, distinct, sample_ms, score_ms, whole_ms, parallel_ms, GFLOPs } of cases) {
    const times = [sample_ms, score_ms, whole_ms, parallel_ms].map((time_ms) => `${time_ms.toFixed(2)} ms`);
    row([name, distinct.toFixed(1), ...times, GFLOPs.toFixed(1), `${Math.round((100 * GFLOPs) / peak_GFLOPs)} %`]);
  }
}

interface Shape {
  readonly sharpness: number;
  readonly bins?: readonly number[];
  readonly ownUniform?: boolean;
}

async function measure(name: string, { bins = BINS, ...shape }: Shape) {
  const { states, embedding, hidden, proposals, uniforms } = sizes;
  const { specs, data } = randomProblem({ seed: 1, ...sizes, ...shape, bins });
  const searched = sizesOf(specs, bins);
  const [alone, shared] = [await createKernel(searched, 1), await createKernel(searched, threads)];
  for (const kernel of [alone, shared]) {
    for (const [input, values] of Object.entries(data)) kernel.view(input).set(values);
  }
  const times = time(alone, shared);
  const { buffer, byteOffset, length } = alone.view('firstTwin');
  const distinct = new Int32Array(buffer, byteOffset, length).filter((twin, i) => twin === i).length / states;
  shared.dispose();

  const rows = bins.reduce((sum, count) => sum + (count > 0 ? 1 : 2), 0);
  const sampling = states * proposals * (3 * hidden * D + 2 * hidden * searched.product.choices.total);
  const scoring = states * (proposals + uniforms) * (rows + 3) * embedding;
  return { name, distinct, ...times, GFLOPs: (sampling + scoring) / times.whole_ms / 1e6 };
}

/** Medians, of two kernels in turns: the stages of one on this thread alone, and the whole of the other. */
function time({ instance, prepare }: Kernel, shared: Kernel) {
  const { states } = sizes;
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start_ms = performance.now();
    prepare();
    instance.sample(0, states);
    const sampled_ms = performance.now();
    instance.score(0, states);
    const scored_ms = performance.now();
    instance.select(0, states);
    const selected_ms = performance.now();
    shared.run();
    const done_ms = performance.now();
    return [sampled_ms - start_ms, scored_ms - sampled_ms, selected_ms - start_ms, done_ms - selected_ms] as const;
  });
  const [sample_ms, score_ms, whole_ms, parallel_ms] = ([0, 1, 2, 3] as const).map((i) =>
    median(rounds.map((times) => times[i])),
  );
  return { sample_ms: sample_ms!, score_ms: score_ms!, whole_ms: whole_ms!, parallel_ms: parallel_ms! };
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
