/** Columns side by side, some for every sub-action: column `offsets[d] + k` is number k of sub-action d. */
export interface Columns {
  readonly counts: readonly number[];
  readonly offsets: readonly number[];
  readonly total: number;
  /** The sub-action that each column belongs to, and its number there. */
  readonly dimension: readonly number[];
  readonly index: readonly number[];
}

export function columnsOf(counts: readonly number[]): Columns {
  const numbers = counts.map((count) => Array.from({ length: count }, (_, k) => k));
  return {
    counts,
    offsets: counts.map((_, d) => counts.slice(0, d).reduce((sum, count) => sum + count, 0)),
    total: counts.reduce((sum, count) => sum + count, 0),
    dimension: numbers.flatMap((own, d) => own.map(() => d)),
    index: numbers.flat(),
  };
}

/** For every column whether it belongs to a sub-action: 1, else 0. @returns [total, D] */
export function membership({ counts, dimension }: Columns): number[][] {
  return dimension.map((own) => counts.map((_, d) => (d === own ? 1 : 0)));
}
