/**
 * Decisions per second of AQL: six sub-actions, N = 100, M = 400, the paper's networks, on one thread; random numbers
 * included. Discrete sub-actions of 11 bins and continuous ones; beside the discrete ones the same policy in PyTorch,
 * where it is installed (`bench/pytorch.ts --install`): eager and compiled, and its first actions must agree. All take
 * turns in every round, so that they see the same machine.
 *
 *     npm run bench -- acting [--environments 1,16,64] [--rounds 41] [--json]
 */
import { parseArgs } from 'node:util';
import { fillNoise } from '../agents/noise.ts';
import type { SpaceKind } from '../agents/testing/spaces.ts';
import { Random } from '../contracts/random.ts';
import { actingProblem, compileActing } from './aql-problem.ts';
import { median } from './median.ts';
import { hasPeers } from './peers/install.ts';
import { startPeer, type Peer } from './peers/peer.ts';
import { writeProblem } from './peers/problem-files.ts';
import { time_ms } from './time.ts';
import { takeTurns, type Turn } from './turns.ts';

const DIMENSIONS = 6;
/** Of the sub-actions; where a sample's noise lies on a step of the CDF, rounding decides. */
const LEAST_AGREEMENT = 0.98;

const { values: options } = parseArgs({
  options: {
    environments: { type: 'string', default: '1,16,64' },
    rounds: { type: 'string', default: '41' },
    json: { type: 'boolean', default: false },
  },
});

interface FirstActions {
  readonly action: readonly number[];
}

if (!options.json) {
  console.log('| Environments | Discrete | Continuous | PyTorch, eager | compiled | Ours over the best of PyTorch |');
  console.log('| --- | --- | --- | --- | --- | --- |');
}
for (const environments of options.environments.split(',').map(Number)) await measure(environments);

async function measure(environments: number): Promise<void> {
  const ours = [await prepare(environments, 'discrete'), await prepare(environments, 'continuous')];
  const peers = hasPeers() ? await startPeers(environments) : [];
  const times = await takeTurns([...ours, ...peers], Number(options.rounds));
  for (const peer of peers) peer.close();

  const perSecond = times.map((all) => (1000 * environments) / median(all));
  const [discrete, continuous, eager, compiled] = perSecond;
  const ratio = eager && compiled && discrete! / Math.max(eager, compiled);
  if (options.json) console.log(JSON.stringify({ environments, discrete, continuous, eager, compiled, ratio }));
  else {
    const cell = (value: number | undefined) => (value === undefined ? '' : Math.round(value).toLocaleString('en'));
    const cells = [environments, ...[discrete, continuous, eager, compiled].map(cell), ratio?.toFixed(1) ?? ''];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

async function prepare(environments: number, kind: SpaceKind): Promise<Turn> {
  const problem = actingProblem(environments, DIMENSIONS, kind);
  const { program, space } = problem;
  const compiled = await compileActing(problem, 1);
  const random = new Random(2);
  const decide = async () => {
    fillNoise(program.inputs, compiled.inputs, space.action, random);
    await compiled.run();
  };
  return { turn_ms: () => time_ms(decide) };
}

async function startPeers(environments: number): Promise<Peer<FirstActions>[]> {
  const problem = actingProblem(environments, DIMENSIONS);
  const compiled = await compileActing(problem, 1);
  const { folder, remove } = await writeProblem(problem, compiled);
  try {
    const peers: Peer<FirstActions>[] = [];
    for (const mode of ['eager', 'compile'] as const) peers.push(await startPeer('aql_act.py', folder, 1, mode));
    await compiled.run();
    for (const { first } of peers) expectAgreement(first.action, compiled.outputs['action_t']!);
    return peers;
  } finally {
    remove();
    await compiled.dispose();
  }
}

function expectAgreement(theirs: readonly number[], ours: ArrayLike<number>): void {
  const same = theirs.filter((bin, i) => bin === ours[i]).length / ours.length;
  if (same < LEAST_AGREEMENT)
    throw new Error(`Only ${(100 * same).toFixed(0)} % of the sub-actions agree with PyTorch's`);
}
