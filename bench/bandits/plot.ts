import type { TopLevelSpec } from 'vega-lite';
import { COLOURS, toSvg } from '../learning/svg.ts';
import { UNIFORM_SEARCH, type Regret } from './regret.ts';

/** Regret against the number of sub-actions as an SVG: means and 95 % bootstrap intervals, with and without coupling. */
export async function plotRegrets(regrets: readonly Regret[]): Promise<string> {
  const lines = [...new Set(regrets.map(({ line }) => line))];
  const columns = [...new Set(regrets.map(({ dimensions }) => dimensions))];
  const values = regrets.map((regret) => ({
    ...regret,
    interactions: regret.coupling === 0 ? 'without interactions' : 'with interactions',
  }));
  const colours = lines.map((line, i) => (line === UNIFORM_SEARCH ? '#000000' : COLOURS[i % COLOURS.length]!));
  const spec: TopLevelSpec = {
    background: 'white',
    data: { values },
    resolve: { scale: { y: 'independent' } },
    facet: {
      column: {
        field: 'interactions',
        type: 'nominal',
        title: null,
        sort: ['without interactions', 'with interactions'],
      },
    },
    spec: {
      width: 300,
      height: 300,
      encoding: {
        x: { field: 'dimensions', type: 'quantitative', title: 'sub-actions of 11 bins', axis: { values: columns } },
        color: {
          field: 'line',
          type: 'nominal',
          title: null,
          scale: { domain: lines, range: colours },
          legend: { orient: 'bottom', columns: 2, labelLimit: 400 },
        },
      },
      layer: [
        {
          mark: { type: 'rule', opacity: 0.6 },
          encoding: { y: { field: 'low', type: 'quantitative', title: 'regret' }, y2: { field: 'high' } },
        },
        {
          mark: { type: 'line', point: true, strokeWidth: 2 },
          encoding: {
            y: { field: 'mean', type: 'quantitative' },
            strokeDash: { condition: { test: `datum.line === '${UNIFORM_SEARCH}'`, value: [6, 4] }, value: [1, 0] },
          },
        },
      ],
    },
  };
  return toSvg(spec);
}
