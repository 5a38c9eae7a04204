/**
 * Speed of one learner update of AQL, by default on one thread with 256 states and seven sub-actions of 11 bins; N = 100,
 * M = 400, the paper's networks. Its useful operations are set against the machine's matmul peak, a 2,048-cubed product
 * through the same engine on as many threads in the same run. Continuous sub-actions are counted as if they had bins.
 *
 *     node bench/learner-step.ts [--states 256] [--dimensions 7] [--kind discrete|continuous] [--threads 1] [--json]
 */
import { parseArgs } from 'node:util';
import { getEngine } from '../agents/engine/index.ts';
import { fillNoise } from '../agents/noise.ts';
import type { SpaceKind } from '../agents/testing/spaces.ts';
import * as tf from '../agents/tf.ts';
import { Random } from '../contracts/random.ts';
import { BINS, compileLearner, learnerProblem, OBSERVATION } from './aql-problem.ts';
import { median } from './median.ts';
import { time_ms } from './time.ts';

const PEAK_SIZE = 2048;
const ROUNDS = 41;

const { values: options } = parseArgs({
  options: {
    states: { type: 'string', default: '256' },
    dimensions: { type: 'string', default: '7' },
    kind: { type: 'string', default: 'discrete' },
    threads: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const [states, dimensions, threads] = [Number(options.states), Number(options.dimensions), Number(options.threads)];

const problem = learnerProblem(states, dimensions, options.kind as SpaceKind);
const { config, program, space } = problem;

const compileStart_ms = performance.now();
const learner = await compileLearner(problem, threads);
const compile_ms = performance.now() - compileStart_ms;
const peak = await getEngine('onnx-cpu').compile(matmul(PEAK_SIZE), { threads });

// Interleaved, so that both see the same machine.
const learner_ms: number[] = [];
const noise_ms: number[] = [];
const peak_ms: number[] = [];
let cpu_ms = 0;
const random = new Random(2);
for (let round = -3; round < ROUNDS; round++) {
  const noise = await time_ms(async () => fillNoise(program.inputs, learner.inputs, space.action, random));
  const before = process.cpuUsage();
  const step = await time_ms(() => learner.run());
  const { user, system } = process.cpuUsage(before);
  const product = round % 4 === 0 ? await time_ms(() => peak.run()) : null;
  if (round < 0) continue;
  noise_ms.push(noise);
  learner_ms.push(step);
  cpu_ms += (user + system) / 1e3;
  if (product !== null) peak_ms.push(product);
}

const peak_GFLOPs = (2 * PEAK_SIZE ** 3) / median(peak_ms) / 1e6;
const step_ms = median(learner_ms);
const matmul_GFLOP = matmulOperations() / 1e9;
const search_GFLOP = searchOperations() / 1e9;
const results = {
  step_ms,
  fastest_ms: Math.min(...learner_ms),
  slowest_ms: Math.max(...learner_ms),
  cpu_ms: cpu_ms / ROUNDS,
  noise_ms: median(noise_ms),
  compile_ms,
  ...learner.facts,
  matmul_GFLOP,
  search_GFLOP,
  peak_GFLOPs,
  shareOfPeak: (matmul_GFLOP + search_GFLOP) / (step_ms / 1e3) / peak_GFLOPs,
  node: process.version,
};

if (options.json) console.log(JSON.stringify(results));
else {
  const { step_ms: step, fastest_ms, slowest_ms, shareOfPeak } = results;
  console.log(`learner step      ${step.toFixed(1)} ms (${fastest_ms.toFixed(1)} to ${slowest_ms.toFixed(1)})`);
  console.log(`processor time    ${results.cpu_ms.toFixed(1)} ms a step, all threads together`);
  console.log(`random inputs     ${results.noise_ms.toFixed(2)} ms beside it; compiled in ${compile_ms.toFixed(0)} ms`);
  console.log(
    `operations        ${matmul_GFLOP.toFixed(2)} GFLOP of matmul, ${search_GFLOP.toFixed(2)} GFLOP of search`,
  );
  console.log(`matmul peak       ${peak_GFLOPs.toFixed(0)} GFLOP/s on ${threads} thread${threads > 1 ? 's' : ''}`);
  console.log(`share of peak     ${(100 * shareOfPeak).toFixed(0)} %`);
}

function matmul(size: number) {
  const spec = { shape: [size, size], dtype: 'float32' } as const;
  const run = ({ a, b }: Readonly<Record<string, tf.Tensor>>) => ({ c: tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D) });
  return { inputs: { a: spec, b: spec }, state: [], run };
}

/** Multiply-adds of the networks count two: forward at s' (critic twice, proposal), forward and backward at both. */
function matmulOperations(): number {
  const { embeddingUnits: e, hiddenUnits: h, proposalUnits1: p1, proposalUnits2: p2, headUnits: u } = config;
  const critic = OBSERVATION * e + e * h + dimensions * BINS * h + h;
  const proposal = e * p1 + p1 * p2 + p2 * dimensions * u + 2 * dimensions * u * BINS;
  return 2 * states * (2 * critic + 3 * critic + 3 * proposal);
}

/** As bench/maximize-q.ts counts them: every sample drawn and every candidate scored by itself. */
function searchOperations(): number {
  const { proposals, uniformCandidates, headUnits, hiddenUnits } = config;
  const sampling = proposals * dimensions * (3 * headUnits + 2 * headUnits * BINS);
  const scoring = (proposals + uniformCandidates) * (dimensions + 3) * hiddenUnits;
  return states * (sampling + scoring);
}
