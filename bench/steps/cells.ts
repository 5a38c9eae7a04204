import type { StepKind } from '../aql-problem.ts';
import type { LeastWork, Peaks } from './least-work.ts';

/** One line of a table: a step of AQL with the paper's networks, N = 100, M = 400. */
export interface Cell {
  readonly kind: StepKind;
  /** B: states of a batch, or environments. */
  readonly states: number;
  /** D, of 11 bins each. */
  readonly dimensions: number;
  readonly threads: number;
}

/** Times of one contender in turns with the others, ms. */
export interface Times {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What taking turns showed. */
export interface Measured extends Cell {
  readonly rounds: number;
  readonly torch: string;
  /** States at a time of PyTorch's eager code, the fastest of several. */
  readonly chunk: number;
  /** By engine, and by mode of PyTorch: `eager`, `compile`. */
  readonly times_ms: Readonly<Record<string, Times>>;
  readonly work: LeastWork;
  readonly peaks: Peaks;
}

export const PEER_MODES = ['eager', 'compile'] as const;

/** Both kinds at every size. Decisions also of 16 environments, the default of a run. */
export function cellsOf(states: readonly number[], dimensions: readonly number[], threads: readonly number[]): Cell[] {
  const sizes = { learn: states, act: [...new Set([16, ...states])].sort((a, b) => a - b) };
  return threads.flatMap((t) =>
    (['learn', 'act'] as const).flatMap((kind) =>
      dimensions.flatMap((d) => sizes[kind].map((b) => ({ kind, states: b, dimensions: d, threads: t }))),
    ),
  );
}

export const sameCell = (a: Cell, b: Cell): boolean =>
  a.kind === b.kind && a.states === b.states && a.dimensions === b.dimensions && a.threads === b.threads;
