/**
 * AQL's learner update beside PyTorch's, the same mathematics from the same numbers (the metrics of a first update must
 * agree), eager and compiled. All take turns in every round, so that they see the same machine.
 *
 *     npm run bench -- pytorch [--install] [--states 64,256,1024] [--dimensions 3,7,21] [--threads 1] [--rounds 21] [--json]
 *
 * `--install` first puts PyTorch into bench-data/peers, by pip: about 3 GB with the CUDA libraries that its wheels need.
 */
import { parseArgs } from 'node:util';
import { compileLearner, learnerProblem } from './aql-problem.ts';
import { median } from './median.ts';
import { installPeers, PYTHON, hasPeers } from './peers/install.ts';
import { startPeer, type Peer } from './peers/peer.ts';
import { writeProblem } from './peers/problem-files.ts';
import { time_ms } from './time.ts';
import { takeTurns } from './turns.ts';

const { values: options } = parseArgs({
  options: {
    install: { type: 'boolean', default: false },
    states: { type: 'string', default: '64,256,1024' },
    dimensions: { type: 'string', default: '3,7,21' },
    threads: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '21' },
    json: { type: 'boolean', default: false },
  },
});
const numbers = (list: string) => list.split(',').map(Number);

if (options.install) installPeers();
if (!hasPeers()) {
  process.stderr.write(`PyTorch is not there (${PYTHON}): npm run bench -- pytorch --install\n`);
  process.exit(1);
}

if (!options.json) {
  console.log(
    '| States | Sub-actions | Threads | This engine | PyTorch, eager | compiled | Best of PyTorch over ours |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
}
for (const threads of numbers(options.threads)) {
  for (const dimensions of numbers(options.dimensions)) {
    for (const states of numbers(options.states)) await compare(states, dimensions, threads);
  }
}

async function compare(states: number, dimensions: number, threads: number): Promise<void> {
  const problem = learnerProblem(states, dimensions);
  const learner = await compileLearner(problem, threads);
  const { folder, remove } = await writeProblem(problem, learner);
  const peers: Peer<FirstUpdate>[] = [];
  try {
    for (const mode of ['eager', 'compile'] as const) peers.push(await startPeer('aql_step.py', folder, threads, mode));
    await learner.run();
    for (const peer of peers) expectAgreement(peer, learner.outputs);
    const ours = { turn_ms: () => time_ms(() => learner.run()) };
    const times = await takeTurns([ours, ...peers], Number(options.rounds));
    const medians = times.map(median);
    const ratio = Math.min(medians[1]!, medians[2]!) / medians[0]!;
    const spread = (all: readonly number[]) => `${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)}`;
    const cells = times.map((all, i) => `${medians[i]!.toFixed(1)} ms (${spread(all)})`);
    if (options.json) console.log(JSON.stringify({ states, dimensions, threads, medians_ms: medians, ratio }));
    else console.log(`| ${states} | ${dimensions} | ${threads} | ${cells.join(' | ')} | ${ratio.toFixed(1)} |`);
  } finally {
    for (const peer of peers) peer.close();
    await learner.dispose();
    remove();
  }
}

interface FirstUpdate {
  readonly metrics: Readonly<Record<string, number>>;
}

function expectAgreement(
  { first: { metrics } }: Peer<FirstUpdate>,
  outputs: Readonly<Record<string, ArrayLike<number>>>,
): void {
  for (const [name, value] of Object.entries(metrics)) {
    const ours = outputs[name]![0]!;
    if (Math.abs(ours - value) > 1e-3 * Math.max(1, Math.abs(value))) {
      throw new Error(`${name} is ${ours} here and ${value} in PyTorch: not the same mathematics`);
    }
  }
}
