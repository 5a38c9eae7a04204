import type { Range } from '../canvas/axis.ts';
import type { CurveGroup } from './groups.ts';
import type { RunCurves, XAxis } from './run-curves.ts';

/** The curves shown as CSV (RFC 4180), a line per point, raw; only what lies within `zoom`. */
export function curvesCsv(
  runs: readonly RunCurves[],
  groups: readonly CurveGroup[],
  axis: XAxis,
  zoom: Range | null,
): string {
  const lines = ['run,metric,environmentSteps,wall_s,value'];
  const add = (run: RunCurves, metric: string, environmentSteps: number, wall_s: number, value: number): void => {
    const x = axis === 'wall_s' ? wall_s : environmentSteps;
    if (zoom && (x < zoom.low || x > zoom.high)) return;
    lines.push([quote(run.id), metric, environmentSteps, wall_s, value].join(','));
  };
  for (const run of runs) {
    for (const { metrics, measure } of groups) {
      for (const { name } of metrics) {
        const series = run.series.get(name);
        series?.value.values.forEach((value, i) =>
          add(run, name, series.environmentSteps.values[i]!, series.wall_s.values[i]!, value),
        );
      }
      if (!measure) continue;
      for (const { environmentSteps, wall_s, evaluation } of run.evaluations) {
        const value = evaluation[measure];
        if (value !== null) add(run, `evaluation/${measure}`, environmentSteps, wall_s, value);
      }
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
