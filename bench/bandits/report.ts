import { writeFileSync } from 'node:fs';
import { BINS, productBandit } from '../../agents/testing/product-bandit.ts';
import { Random } from '../../contracts/random.ts';
import { document, writePart } from '../learning/document.ts';
import { bootstrap, mean } from '../learning/statistics.ts';
import { CANDIDATES, type Group } from './cells.ts';
import { plotRegrets } from './plot.ts';
import { UNIFORM_SEARCH, type Regret } from './regret.ts';
import type { Result, Results } from './results.ts';
import { drawsFor, regretOdds, regretOfBest } from './uniform-search.ts';

/** Writes table and plot into docs/learning.md. */
export async function report(results: Results, groups: readonly Group[]): Promise<void> {
  const present = groups.filter((group) => results.of(group).length > 0);
  if (present.length === 0) return;
  const regrets = present.map((group): Regret => ({
    ...group,
    line: group.variant,
    ...bootstrap(results.of(group).map(({ regret }) => regret)),
  }));
  const problems = [...new Map(present.map((one) => [`${one.dimensions} ${one.coupling}`, one])).values()];
  const known = problems.map((problem): Regret => {
    const best = results.of(problem).map(({ seed }) => regretOfBest(oddsOf(problem, seed), CANDIDATES));
    return { ...problem, line: UNIFORM_SEARCH, ...bootstrap(best) };
  });
  const all = [...regrets, ...known];
  const image = 'images/learning-bandits.svg';
  writeFileSync(new URL(image, document), await plotRegrets(all));
  const tables = ([0, 1] as const).flatMap((coupling) => [
    coupling === 0 ? 'Without interactions:' : 'With interactions between neighbours:',
    '',
    ...table(
      all.filter((one) => one.coupling === coupling),
      drawsByDimensions(results, present, coupling),
    ),
    '',
  ]);
  await writePart('bandits', [...tables, `![Regret against the number of sub-actions](${image})`].join('\n'));
}

const oddsOf = ({ dimensions, coupling }: Group, seed: number) =>
  regretOdds(productBandit(dimensions, coupling, new Random(seed)).bestBins, coupling);

/** How many uniform draws would have an even chance of AQL's regret: the geometric mean over the seeds. */
function drawsByDimensions(results: Results, groups: readonly Group[], coupling: 0 | 1): Map<number, number> {
  const own = groups.filter((group) => group.variant === 'aql' && group.coupling === coupling);
  return new Map(own.map((group) => [group.dimensions, Math.exp(mean(results.of(group).map(logDraws)))]));

  function logDraws(result: Result): number {
    return Math.log(drawsFor(oddsOf(result, result.seed), result.regret));
  }
}

function table(regrets: readonly Regret[], draws: ReadonlyMap<number, number>): string[] {
  const columns = [...new Set(regrets.map(({ dimensions }) => dimensions))].sort((a, b) => a - b);
  const row = (name: string, cell: (dimensions: number) => string) => `| ${[name, ...columns.map(cell)].join(' | ')} |`;
  const lines = Map.groupBy(regrets, ({ line }) => line);
  return [
    row('Sub-actions', String),
    row('---', () => '---'),
    row('actions', (dimensions) => scientific(BINS ** dimensions)),
    ...[...lines].map(([name, own]) =>
      row(name, (dimensions) => {
        const regret = own.find((one) => one.dimensions === dimensions);
        return regret ? `${regret.mean.toFixed(3)} (${regret.low.toFixed(3)} to ${regret.high.toFixed(3)})` : '';
      }),
    ),
    row("uniform draws for an even chance of `aql`'s regret, rewards known", (dimensions) =>
      draws.has(dimensions) ? scientific(draws.get(dimensions)!) : '',
    ),
  ];
}

/** Two digits, or a power of ten. */
function scientific(value: number): string {
  if (value < 1e4) return value.toFixed(0);
  const exponent = Math.floor(Math.log10(value));
  return `${(value / 10 ** exponent).toFixed(1)}·10^${exponent}`;
}
