import { describe, expect, it } from 'vitest';
import type { MetricSpec } from '../../../contracts/agent.ts';
import { legendOf } from './chart-legend.ts';
import { chartLines, extentOf, isPositive } from './chart-lines.ts';
import { placeText, valueText } from './chart-text.ts';
import { curvesCsv } from './csv.ts';
import { groupCurves } from './groups.ts';
import { RunCurves, type SeriesColor } from './run-curves.ts';

const metric = (name: string): MetricSpec => ({ name, title: name.toUpperCase(), unit: '1', description: '' });
const evaluation = { episodes: 5, meanReturn: 7, returnDeviation: 1, successRate: null };

function aRun(id: string, color: SeriesColor): RunCurves {
  const run = new RunCurves({ id, name: `run ${id}`, color, goal: null });
  run.add('return', [
    { environmentSteps: 1000, wall_s: 1, value: 5 },
    { environmentSteps: 2000, wall_s: 3, value: -6 },
  ]);
  run.addEvaluation({ environmentSteps: 2000, wall_s: 4, evaluation });
  return run;
}

describe('the curves of a run', () => {
  it('grow, and take no point twice', () => {
    const run = aRun('a', 1);
    run.addRow({ environmentSteps: 2000, updates: 0, wall_s: 3, values: { return: -6 } });
    run.addRow({ environmentSteps: 3000, updates: 0, wall_s: 5, values: { return: 9, q: 1 } });
    run.addEvaluation({ environmentSteps: 2000, wall_s: 4, evaluation });
    expect([...run.series.get('return')!.value.values]).toEqual([5, -6, 9]);
    expect([...run.series.get('q')!.environmentSteps.values]).toEqual([3000]);
    expect(run.evaluations).toHaveLength(1);
    expect([extentOf([run], 'environmentSteps'), extentOf([run], 'wall_s')]).toEqual([3000, 5]);
  });

  it('hold many points', () => {
    const run = aRun('a', 1);
    run.add(
      'q',
      Array.from({ length: 1000 }, (_, i) => ({ environmentSteps: i, wall_s: i, value: 2 * i })),
    );
    expect(run.series.get('q')!.value.values[999]).toBe(1998);
  });
});

describe('groups', () => {
  it('put together what is read together, in the order of reading; the rest stands alone', () => {
    const groups = groupCurves(['other', 'updatesPerSecond', 'uniformMax', 'return', 'proposalMax'].map(metric));
    expect(groups.map(({ title, metrics }) => [title, ...metrics.map(({ name }) => name)])).toEqual([
      ['Return', 'return'],
      ['Best Q', 'proposalMax', 'uniformMax'],
      ['Throughput', 'updatesPerSecond'],
      ['OTHER', 'other'],
    ]);
  });
});

describe('the lines of a chart', () => {
  const view = { axis: 'environmentSteps', from: 0, to: 3000, columns: 100, smoothing: 0 } as const;
  const [group] = groupCurves([metric('return')]);

  it('are a metric and its evaluations, and with smoothing the raw curve below', () => {
    expect(chartLines(group!, [aRun('a', 1)], view).map(({ title, kind }) => [title, kind])).toEqual([
      ['RETURN', 'line'],
      ['Evaluation', 'evaluation'],
    ]);
    const [raw, smoothed] = chartLines(group!, [aRun('a', 1)], { ...view, smoothing: 0.5 });
    expect(raw!.kind).toBe('raw');
    expect([...raw!.points.y]).toEqual([5, -6]);
    expect(smoothed!.points.y[1]).toBeGreaterThan(-6);
  });

  it('have the colours of their runs where there are several', () => {
    const lines = chartLines(group!, [aRun('a', 1), aRun('b', 4)], view);
    expect(lines.map(({ run, title, color }) => [run, title, color])).toEqual([
      ['run a', 'RETURN', 1],
      ['run a', 'Evaluation', 1],
      ['run b', 'RETURN', 4],
      ['run b', 'Evaluation', 4],
    ]);
    expect(new Set(lines.map(({ label }) => label)).size).toBe(4);
  });

  it('have a legend by metric, of the newest values or those under the cursor', () => {
    const lines = chartLines(group!, [aRun('a', 1), aRun('b', 4)], { ...view, smoothing: 0.5 });
    const texts = (cursor: (number | undefined)[] | null) =>
      legendOf(lines, cursor).map(({ title, values }) => [title, ...values.map(({ text }) => text)]);
    expect(texts(null)[1]).toEqual(['Evaluation', '7', '7']);
    expect(texts([9, 1, undefined, 9, 2, 3])).toEqual([
      ['RETURN', '1', '2'],
      ['Evaluation', '–', '3'],
    ]);
  });

  it('suit a logarithmic axis only if all are above zero', () => {
    const lines = chartLines(group!, [aRun('a', 1)], view);
    expect(isPositive(lines)).toBe(false);
    expect(isPositive(lines.filter(({ kind }) => kind === 'evaluation'))).toBe(true);
  });
});

it('writes what is shown as CSV', () => {
  const csv = curvesCsv([aRun('a,"b"', 1)], groupCurves([metric('return')]), 'wall_s', { low: 2, high: 9 });
  expect(csv.split('\r\n')).toEqual([
    'run,metric,environmentSteps,wall_s,value',
    '"a,""b""",return,2000,3,-6',
    '"a,""b""",evaluation/meanReturn,2000,4,7',
    '',
  ]);
});

it('writes values and places shortly', () => {
  expect([0.0123456, -3, 12_345, NaN].map(valueText)).toEqual(['0.0123', '−3', '12.3k', '–']);
  expect(placeText('environmentSteps', 45_000)).toBe('45k');
  expect([65, 3_723].map((time_s) => placeText('wall_s', time_s))).toEqual(['1:05', '1:02:03']);
});
