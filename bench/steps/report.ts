import { getEngine } from '../../agents/engine/index.ts';
import type { EngineId } from '../../contracts/run.ts';
import { replacePart } from '../document.ts';
import { PEER_MODES, type Measured, type Times } from './cells.ts';
import type { Growth } from './growth.ts';
import { lowerBound_ms, type Peaks } from './least-work.ts';

const document = new URL('../../docs/benchmarks.md', import.meta.url);
const KIND_TITLES = { learn: 'Learner step', act: 'Acting step' } as const;
const PEER_TITLES = { eager: 'PyTorch, eager', compile: 'compiled' } as const;
const isPeer = (name: string): name is keyof typeof PEER_TITLES => name in PEER_TITLES;

/** Writes the tables of steps into docs/benchmarks.md. */
export async function reportSteps(all: readonly Measured[]): Promise<void> {
  if (all.length === 0) return;
  const rounds = range(all.map((one) => one.rounds));
  const lines = [`Medians (lowest to highest) of ${rounds} rounds, PyTorch ${all[0]!.torch}.`];
  for (const [threads, own] of Map.groupBy(all, (one) => one.threads)) {
    // Whatever else the machine does can only hide a peak.
    const peaks = highest(own.map((one) => one.peaks));
    const { GFLOPs, GBs } = peaks;
    lines.push('', `Peaks of ${threadsOf(threads)}: ${GFLOPs.toFixed(0)} GFLOP/s, ${GBs.toFixed(0)} GB/s.`);
    for (const [kind, ofKind] of Map.groupBy(own, (one) => one.kind)) {
      lines.push('', `${KIND_TITLES[kind]}, ${threadsOf(threads)}:`, '', ...table(ofKind, peaks));
    }
  }
  await replacePart(document, 'steps', lines.join('\n'));
}

const threadsOf = (threads: number): string => (threads === 1 ? 'one thread' : `${threads} threads`);

const highest = (all: readonly Peaks[]): Peaks => ({
  GFLOPs: Math.max(...all.map(({ GFLOPs }) => GFLOPs)),
  GBs: Math.max(...all.map(({ GBs }) => GBs)),
});

function table(own: readonly Measured[], peaks: Peaks): string[] {
  const engines = Object.keys(own[0]!.times_ms).filter((name) => !isPeer(name)) as EngineId[];
  const statesTitle = own[0]!.kind === 'learn' ? 'States' : 'Environments';
  const peers = PEER_MODES.map((mode) => PEER_TITLES[mode]);
  const head = [
    'Sub-actions',
    statesTitle,
    ...engines.map((engine) => getEngine(engine).title),
    ...peers,
    'Best of PyTorch over ours',
    'Lower bound',
    'Ours over the bound',
  ];
  const rows = own.map(({ dimensions, states, times_ms, work }) => {
    const bound_ms = lowerBound_ms(work, peaks);
    const of = (names: readonly string[]) => Math.min(...names.map((name) => times_ms[name]!.median));
    const ours = of(engines);
    return [
      dimensions,
      states,
      ...[...engines, ...PEER_MODES].map((name) => timesCell(times_ms[name]!)),
      (of(PEER_MODES) / ours).toFixed(1),
      `${digits(bound_ms)} ms`,
      (ours / bound_ms).toFixed(1),
    ];
  });
  return [head, head.map(() => '---'), ...rows].map(row);
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const timesCell = ({ median, low, high }: Times): string => `${digits(median)} ms (${digits(low)} to ${digits(high)})`;

const digits = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

function range(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(0));
  return low === high ? low! : `${low} to ${high}`;
}

/** Writes how a step's time grows into docs/benchmarks.md: a table for each thing that grows. */
export async function reportGrowth(all: readonly Growth[]): Promise<void> {
  if (all.length === 0) return;
  const tables = [...Map.groupBy(all, ({ factor }) => factor)].map(([factor, own]) => {
    const values = own[0]!.points.map(({ value }) => value);
    const lines = own.flatMap(({ kind, points }) => [
      [`${KIND_TITLES[kind]}, ms`, ...points.map(({ median_ms }) => digits(median_ms))],
      ['its least operations, GFLOP', ...points.map(({ least_GFLOP }) => least_GFLOP.toPrecision(2))],
    ]);
    return [[factor, ...values], [factor, ...values].map(() => '---'), ...lines].map(row).join('\n');
  });
  const rounds = range(all.map((one) => one.rounds));
  await replacePart(document, 'growth', [`Medians of ${rounds} rounds.`, ...tables].join('\n\n'));
}
