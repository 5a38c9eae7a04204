import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { bootstrap } from './statistics.ts';
import type { Outcome } from './results.ts';

/** Okabe & Ito's colours, told apart by all. */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000', '#999999'];

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
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
