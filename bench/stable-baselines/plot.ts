import type { TopLevelSpec } from 'vega-lite';
import type { Outcome } from '../learning/results.ts';
import { COLOURS, toSvg } from '../learning/svg.ts';

/**
 * The success of each seed over environment steps and over the time of training, as an SVG. Trainings end at different
 * steps, so their mean would tell of those that are left.
 */
export async function plotSeeds(all: readonly Outcome[]): Promise<string> {
  const values = all.flatMap(({ variant, seed, curve }) => curve.map((point) => ({ variant, seed, ...point })));
  const over = (field: string, title: string) => ({
    width: 310,
    height: 260,
    mark: { type: 'line' as const, strokeWidth: 1.5, opacity: 0.8 },
    encoding: {
      x: { field, type: 'quantitative' as const, title, scale: { type: 'log' as const }, axis: { tickCount: 4 } },
      y: { field: 'score', type: 'quantitative' as const, title: 'success rate' },
      detail: { field: 'seed' },
      color: {
        field: 'variant',
        type: 'nominal' as const,
        title: null,
        sort: null,
        scale: { range: COLOURS },
        legend: { orient: 'bottom' as const },
      },
    },
  });
  const spec: TopLevelSpec = {
    background: 'white',
    data: { values },
    hconcat: [over('environmentSteps', 'environment steps'), over('wall_s', 'time of training, s')],
  };
  return toSvg(spec);
}
