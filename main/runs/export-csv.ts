import type { Run } from './run.ts';

/** The metrics of a run as CSV (RFC 4180): a row per step, a column per metric; a missing value is empty. */
export function exportCsv(run: Run): string {
  const names = run.metricNames();
  const header = ['environment_steps', 'updates', 'wall_s', ...names];
  const rows = run.metricRows().map(({ environmentSteps, updates, wall_s, values }) => {
    return [environmentSteps, updates, wall_s, ...names.map((name) => values[name] ?? '')];
  });
  return [header, ...rows].map((row) => row.map(field).join(',') + '\r\n').join('');
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
