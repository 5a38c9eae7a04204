/** The rows of a batch that a flat array holds. */
export function rowsOf(values: ArrayLike<number>, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, i) => Array.from(values).slice(i * width, (i + 1) * width));
}

export const indexOfMax = (values: readonly number[]): number => values.indexOf(Math.max(...values));

/** Whether numbers differ from one another plainly: a case in which they do not would prove nothing. */
export const largestDifference = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
