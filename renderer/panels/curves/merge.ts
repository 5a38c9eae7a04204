import type { Points } from './decimate.ts';

/** uPlot's data: one x for all curves, and of each curve its y there, or undefined where it has no point. */
export type Aligned = [x: number[], ...y: (number | undefined)[][]];

/** Brings curves with points at places of their own to one x. */
export function mergeCurves(curves: readonly Points[]): Aligned {
  const x = [...new Set(curves.flatMap((curve) => [...curve.x]))].sort((a, b) => a - b);
  const ys = curves.map((curve) => {
    let next = 0;
    return x.map((at) => (curve.x[next] === at ? curve.y[next++] : undefined));
  });
  return [x, ...ys];
}
