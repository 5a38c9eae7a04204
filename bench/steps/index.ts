/**
 * The tables of docs/benchmarks.md: AQL's learner and acting steps on our engines beside the same mathematics in PyTorch,
 * eager and compiled, and beside the roofline's lower bound; then how a step's time grows with what. All take turns in
 * every round, so that they see the same machine. What an earlier call measured with as many rounds is kept.
 *
 *     npm run bench -- steps [--install] [--states 64,256,1024] [--dimensions 3,7,21] [--threads 1,N]
 *                            [--engines onnx-cpu] [--rounds 11] [--again] [--data FOLDER] [--report]
 *
 * `--install` first puts PyTorch into bench-data/peers, by pip: about 3 GB with the CUDA libraries that its wheels need.
 * `--again` forgets what was measured; `--report` only writes. PyTorch compiles for each size; its own cache makes
 * a second call faster.
 */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EngineId } from '../../contracts/run.ts';
import { JsonLines } from '../json-lines.ts';
import { hasPeers, installPeers } from '../peers/install.ts';
import { PyTorch } from '../peers/peer.ts';
import { cellsOf, sameCell, type Cell, type Measured } from './cells.ts';
import { measureGrowth, type Growth } from './growth.ts';
import { measure } from './measure.ts';
import { reportGrowth, reportSteps } from './report.ts';

const { values: options } = parseArgs({
  options: {
    install: { type: 'boolean', default: false },
    states: { type: 'string', default: '64,256,1024' },
    dimensions: { type: 'string', default: '3,7,21' },
    threads: { type: 'string', default: [...new Set([1, availableParallelism()])].join(',') },
    engines: { type: 'string', default: 'onnx-cpu' },
    rounds: { type: 'string', default: '11' },
    again: { type: 'boolean', default: false },
    data: { type: 'string', default: 'bench-data' },
    report: { type: 'boolean', default: false },
  },
});
const numbers = (list: string) => list.split(',').map(Number);

const files = { steps: join(options.data, 'steps.jsonl'), growth: join(options.data, 'growth.jsonl') };
if (options.again) for (const file of Object.values(files)) rmSync(file, { force: true });
const steps = new JsonLines<Measured>(files.steps);
const growth = new JsonLines<Growth>(files.growth);
const rounds = Number(options.rounds);
const cells = cellsOf(numbers(options.states), numbers(options.dimensions), numbers(options.threads));

if (options.install) installPeers();
if (!options.report) {
  await measureSteps();
  for (const kind of ['learn', 'act'] as const) {
    if (growth.all.some((one) => one.kind === kind && one.rounds >= rounds)) continue;
    for (const one of await measureGrowth(kind, rounds)) growth.add(one);
  }
}
await reportSteps(cells.flatMap((cell) => steps.all.findLast((one) => sameCell(one, cell)) ?? []));
await reportGrowth([...new Map(growth.all.map((one) => [`${one.kind} ${one.factor}`, one])).values()]);

async function measureSteps(): Promise<void> {
  const isDone = (cell: Cell) => steps.all.some((one) => sameCell(one, cell) && one.rounds >= rounds);
  const open = cells.filter((cell) => !isDone(cell));
  if (open.length === 0) return;
  if (!hasPeers()) throw new Error('PyTorch is not there: npm run bench -- steps --install');
  for (const [threads, own] of Map.groupBy(open, (cell) => cell.threads)) {
    const torch = new PyTorch(threads);
    try {
      for (const cell of own) {
        const measured = await measure(cell, options.engines.split(',') as EngineId[], torch, rounds);
        steps.add(measured);
        console.log(describe(measured));
      }
    } finally {
      torch.close();
    }
  }
}

function describe({ kind, states, dimensions, threads, times_ms, chunk }: Measured): string {
  const times = Object.entries(times_ms).map(([name, { median }]) => `${name} ${median.toFixed(2)} ms`);
  return `${kind}, B = ${states}, D = ${dimensions}, threads ${threads}: ${times.join(', ')}; eager by ${chunk} states`;
}
