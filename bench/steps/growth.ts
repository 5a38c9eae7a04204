import { aql } from '../../agents/aql/aql.ts';
import { steps, stepTurn, type Changes, type StepKind } from '../aql-problem.ts';
import { median } from '../median.ts';
import { takeTurns } from '../turns.ts';
import { leastOperations_GFLOP, leastWork } from './least-work.ts';

/** How a step's time grows with one thing, on one thread of the processor's own engine. */
export interface Growth {
  readonly kind: StepKind;
  readonly factor: string;
  readonly rounds: number;
  readonly points: readonly { readonly value: number; readonly median_ms: number; readonly least_GFLOP: number }[];
}

/** A step in which one thing is other than usual. */
interface Point {
  readonly value: number;
  readonly states: number;
  readonly dimensions: number;
  readonly changes?: Changes;
}

const USUAL = { learn: { states: 256, dimensions: 7 }, act: { states: 16, dimensions: 7 } } as const;
const STATES = {
  learn: { factor: 'states of a batch, B', values: [16, 64, 256, 1024] },
  act: { factor: 'environments', values: [1, 4, 16, 64, 256] },
} as const;
const WIDTHS = ['embeddingUnits', 'hiddenUnits', 'proposalUnits1', 'proposalUnits2', 'headUnits'] as const;

function pointsOf(kind: StepKind): Record<string, Point[]> {
  const usual = USUAL[kind];
  const paper = aql.config.parse({});
  const candidates = (value: number) => ({ proposals: value / 5, uniformCandidates: (value * 4) / 5 });
  const widths = (times: number) => Object.fromEntries(WIDTHS.map((name) => [name, paper[name] * times]));
  return {
    'candidates, N + M': [125, 250, 500, 1000, 2000].map((value) => ({ value, ...usual, changes: candidates(value) })),
    'sub-actions, D': [1, 3, 7, 14, 21, 42].map((value) => ({ value, ...usual, dimensions: value })),
    'width of every layer, times': [1, 2, 4].map((value) => ({ value, ...usual, changes: widths(value) })),
    [STATES[kind].factor]: STATES[kind].values.map((value) => ({ value, ...usual, states: value })),
  };
}

/** Measures all; the points of one factor take turns. */
export async function measureGrowth(kind: StepKind, rounds: number): Promise<Growth[]> {
  const all: Growth[] = [];
  for (const [factor, points] of Object.entries(pointsOf(kind))) {
    all.push({ kind, factor, rounds, points: await measurePoints(kind, points, rounds) });
  }
  return all;
}

async function measurePoints(kind: StepKind, points: readonly Point[], rounds: number): Promise<Growth['points']> {
  const { problem: problemOf, compile } = steps[kind];
  const problems = points.map(({ states, dimensions, changes }) => problemOf(states, dimensions, 'discrete', changes));
  const programs = await Promise.all(problems.map((problem) => compile(problem, 1)));
  for (const program of programs) await program.run();
  const turns = programs.map((program, i) => stepTurn(kind, problems[i]!, program));
  const times_ms = await takeTurns(turns, rounds);
  for (const program of programs) await program.dispose();
  return points.map(({ value }, i) => {
    const least_GFLOP = leastOperations_GFLOP(leastWork(kind, problems[i]!));
    return { value, median_ms: median(times_ms[i]!), least_GFLOP };
  });
}
