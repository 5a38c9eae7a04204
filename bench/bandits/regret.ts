import type { Interval } from '../learning/statistics.ts';
import { CANDIDATES } from './cells.ts';

/** A point of the plot, a cell of the table. */
export interface Regret extends Interval {
  readonly line: string;
  readonly dimensions: number;
  readonly coupling: 0 | 1;
}

/** What the best of as many uniform draws as the agents have candidates falls short of, were the rewards known. */
export const UNIFORM_SEARCH = `uniform search, ${CANDIDATES} draws, rewards known`;
