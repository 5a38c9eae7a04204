/**
 * Decisions per second of AQL: six sub-actions, N = 100, M = 400, the paper's networks, on one thread; random numbers
 * included. Discrete sub-actions of 11 bins and continuous ones take turns in every round, so that they see the same
 * machine. `npm run bench -- steps` sets acting beside PyTorch.
 *
 *     npm run bench -- acting [--environments 1,16,64] [--rounds 41] [--json]
 */
import { parseArgs } from 'node:util';
import type { SpaceKind } from '../agents/testing/spaces.ts';
import { actingProblem, compileActing, stepTurn } from './aql-problem.ts';
import { median } from './median.ts';
import { takeTurns, type Turn } from './turns.ts';

const DIMENSIONS = 6;

const { values: options } = parseArgs({
  options: {
    environments: { type: 'string', default: '1,16,64' },
    rounds: { type: 'string', default: '41' },
    json: { type: 'boolean', default: false },
  },
});

if (!options.json) {
  console.log('| Environments | Discrete | Continuous |');
  console.log('| --- | --- | --- |');
}
for (const environments of options.environments.split(',').map(Number)) await measure(environments);

async function measure(environments: number): Promise<void> {
  const turns = [await prepare(environments, 'discrete'), await prepare(environments, 'continuous')];
  const times = await takeTurns(turns, Number(options.rounds));
  const [discrete, continuous] = times.map((all) => (1000 * environments) / median(all));
  if (options.json) console.log(JSON.stringify({ environments, discrete, continuous }));
  else {
    const cells = [environments, discrete!, continuous!].map((value) => Math.round(value).toLocaleString('en'));
    console.log(`| ${cells.join(' | ')} |`);
  }
}

async function prepare(environments: number, kind: SpaceKind): Promise<Turn> {
  const problem = actingProblem(environments, DIMENSIONS, kind);
  return stepTurn('act', problem, await compileActing(problem, 1));
}
