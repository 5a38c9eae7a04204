/** Points of a curve, x ascending. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Index of the first x not below `value`, in ascending `x`; its length if there is none. */
export function lowerBound(x: Float64Array, value: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * As much of a curve as `buckets` columns of pixels can show: of each column of [from, to] the lowest and the highest
 * point, in their order, so that no peak is lost; and one point on either side, to which the line goes on. NaN is left out.
 */
export function decimate({ x, y }: Points, from: number, to: number, buckets: number): Points {
  const first = Math.max(0, lowerBound(x, from) - 1);
  const end = Math.min(x.length, lowerBound(x, to) + 1);
  if (end - first <= 2 * buckets) return withoutNaN(x.subarray(first, end), y.subarray(first, end));
  const kept: number[] = [];
  const width = (to - from) / buckets;
  const column = (index: number): number => Math.floor((x[index]! - from) / width);
  for (let start = first; start < end;) {
    const bucket = column(start);
    let lowest = -1;
    let highest = -1;
    let i = start;
    for (; i < end && column(i) === bucket; i++) {
      if (Number.isNaN(y[i]!)) continue;
      if (lowest < 0 || y[i]! < y[lowest]!) lowest = i;
      if (highest < 0 || y[i]! > y[highest]!) highest = i;
    }
    start = i;
    if (lowest < 0) continue;
    kept.push(Math.min(lowest, highest));
    if (lowest !== highest) kept.push(Math.max(lowest, highest));
  }
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) };
}

function withoutNaN(x: Float64Array, y: Float64Array): Points {
  return { x: x.filter((_, i) => !Number.isNaN(y[i]!)), y: y.filter((value) => !Number.isNaN(value)) };
}
