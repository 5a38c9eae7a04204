import type { TopLevelSpec } from 'vega-lite';
import { bootstrap } from './statistics.ts';
import type { Outcome } from './results.ts';
import { COLOURS, toSvg } from './svg.ts';

/** The curves of a task as an SVG: mean over the seeds and its 95 % bootstrap interval. */
export async function plotCurves(all: readonly Outcome[], scoreTitle: string): Promise<string> {
  const points = all.flatMap(({ variant, curve }) => curve.map((point) => ({ variant, ...point })));
  const groups = Map.groupBy(points, ({ variant, environmentSteps }) => `${variant} ${environmentSteps}`);
  const values = [...groups.values()].map((group) => ({
    variant: group[0]!.variant,
    x: group[0]!.environmentSteps,
    ...bootstrap(group.map(({ score }) => score)),
  }));
  const x = { field: 'x', type: 'quantitative', title: 'environment steps' } as const;
  const color = { field: 'variant', type: 'nominal', title: null, scale: { range: COLOURS } } as const;
  const spec: TopLevelSpec = {
    background: 'white',
    width: 620,
    height: 320,
    data: { values },
    encoding: { x, color },
    layer: [
      {
        mark: { type: 'area', opacity: 0.15 },
        encoding: { y: { field: 'low', type: 'quantitative', title: scoreTitle }, y2: { field: 'high' } },
      },
      { mark: { type: 'line', strokeWidth: 2 }, encoding: { y: { field: 'mean', type: 'quantitative' } } },
    ],
  };
  return toSvg(spec);
}
