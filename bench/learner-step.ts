/**
 * Speed of one learner update of AQL, by default on one thread with 256 states and seven sub-actions of 11 bins; N = 100,
 * M = 400, the paper's networks. Its least operations (`steps/least-work.ts`) are set against the machine's matmul peak, a
 * 2,048-cubed product through the same engine on as many threads in the same run. Continuous sub-actions are counted as if
 * they had bins.
 *
 *     node bench/learner-step.ts [--states 256] [--dimensions 7] [--kind discrete|continuous] [--threads 1] [--json]
 */
import { parseArgs } from 'node:util';
import { fillNoise } from '../agents/noise.ts';
import type { SpaceKind } from '../agents/testing/spaces.ts';
import { Random } from '../contracts/random.ts';
import { compileLearner, learnerProblem } from './aql-problem.ts';
import { matmulTurn, peak_GFLOPs } from './matmul-peak.ts';
import { median } from './median.ts';
import { leastOperations_GFLOP, leastWork } from './steps/least-work.ts';
import { time_ms } from './time.ts';

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
const { program, space } = problem;

const compileStart_ms = performance.now();
const learner = await compileLearner(problem, threads);
const compile_ms = performance.now() - compileStart_ms;
const peak = await matmulTurn(threads);

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
  const product = round % 4 === 0 ? await peak.turn_ms() : null;
  if (round < 0) continue;
  noise_ms.push(noise);
  learner_ms.push(step);
  cpu_ms += (user + system) / 1e3;
  if (product !== null) peak_ms.push(product);
}

const work = leastWork('learn', problem);
const least_GFLOP = leastOperations_GFLOP(work);
const step_ms = median(learner_ms);
const matmul_GFLOPs = peak_GFLOPs(median(peak_ms));
const results = {
  step_ms,
  fastest_ms: Math.min(...learner_ms),
  slowest_ms: Math.max(...learner_ms),
  cpu_ms: cpu_ms / ROUNDS,
  noise_ms: median(noise_ms),
  compile_ms,
  ...learner.facts,
  least_GFLOP,
  peak_GFLOPs: matmul_GFLOPs,
  shareOfPeak: least_GFLOP / (step_ms / 1e3) / matmul_GFLOPs,
  node: process.version,
};

if (options.json) console.log(JSON.stringify(results));
else {
  const { step_ms: step, fastest_ms, slowest_ms, shareOfPeak } = results;
  console.log(`learner step      ${step.toFixed(1)} ms (${fastest_ms.toFixed(1)} to ${slowest_ms.toFixed(1)})`);
  console.log(`processor time    ${results.cpu_ms.toFixed(1)} ms a step, all threads together`);
  console.log(`random inputs     ${results.noise_ms.toFixed(2)} ms beside it; compiled in ${compile_ms.toFixed(0)} ms`);
  const parts = [work.matmul_GFLOP, work.sampling_GFLOP, work.scoring_GFLOP].map((part) => part.toFixed(2));
  console.log(`least operations  ${parts[0]} GFLOP of matmul, ${parts[1]} of sampling, ${parts[2]} of scoring`);
  console.log(`matmul peak       ${matmul_GFLOPs.toFixed(0)} GFLOP/s on ${threads} thread${threads > 1 ? 's' : ''}`);
  console.log(`share of peak     ${(100 * shareOfPeak).toFixed(0)} %`);
}
