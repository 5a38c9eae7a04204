/** An interval of values that an axis shows. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The largest of 1, 2 or 5 times a power of ten that divides `span` into `count` parts or more. */
export function tickStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const multiple = [5, 2].find((multiple) => multiple * power <= rough) ?? 1;
  return multiple * power;
}

/** Round values within the range, `count` of them or a few more. */
export function ticks({ low, high }: Range, count: number): number[] {
  if (!(high > low)) return [];
  const step = tickStep(high - low, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // `+ 0` turns -0 into 0.
  return Array.from({ length: last - first + 1 }, (_, i) => roundTo((first + i) * step, step) + 0);
}

/** Decimals with which values `step` apart differ, as text of one width: "-0.05", "0.00". */
export function decimalsOf(step: number): number {
  return Math.max(0, Math.min(12, -Math.floor(Math.log10(step) + 1e-9)));
}

const roundTo = (value: number, step: number): number => Number(value.toFixed(decimalsOf(step) + 1));

/** Share of an axis that its values must fill; below, it is fitted anew. */
const LEAST_FILL = 0.4;

/**
 * A range for values between `low` and `high` that stays as it was while they fit and fill it well, so that an axis
 * does not tremble at every frame.
 */
export function steadyRange(shown: Range | null, low: number, high: number): Range {
  const fits = shown && low >= shown.low && high <= shown.high;
  if (fits && high - low >= LEAST_FILL * (shown.high - shown.low)) return shown;
  const span = high - low || Math.max(1e-6, 0.1 * Math.abs(high));
  const step = tickStep(span, 8);
  return { low: Math.floor(low / step - 0.5) * step, high: Math.ceil(high / step + 0.5) * step };
}
