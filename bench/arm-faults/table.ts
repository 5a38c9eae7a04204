import type { FaultCase } from '../../main/arm/virtual/testing/fault-cases.ts';

/** What became of a fault. */
export interface Outcome {
  /** From the fault on; null if the arm moved on. Absent where nothing moves. */
  readonly braked_ms?: number | null;
  readonly stands_ms?: number | null;
  readonly told: string;
  /** How it goes on once the fault is over. */
  readonly afterwards: string;
}

const times = ['Braked after', 'Stands after'];

/** The head of a table in Markdown. @param moves whether the arm moves */
export function headOf(moves: boolean): string {
  const head = ['Fault', ...(moves ? times : []), 'What is told', 'Afterwards'];
  return [head, head.map(() => '---')].map(lineOf).join('\n');
}

export function rowOf({ title }: FaultCase, { braked_ms, stands_ms, told, afterwards }: Outcome): string {
  const moved = braked_ms === undefined ? [] : [timeText(braked_ms), timeText(stands_ms ?? null)];
  return lineOf([title, ...moved, told, afterwards]);
}

const lineOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const timeText = (time_ms: number | null) => (time_ms === null ? '–' : `${Math.round(time_ms)} ms`);
