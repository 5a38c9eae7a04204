import { expect, test } from 'vitest';
import { exportCsv } from './export-csv.ts';
import { exampleRun } from './testing/example-run.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('a row per step, a column per metric', () => {
  const run = exampleRun(temporaryFolder());
  run.addMetrics({ environmentSteps: 10, updates: 20, wall_s: 0.5, values: { loss: 0.25, 'q, "max"': NaN } });
  run.addMetrics({ environmentSteps: 20, updates: 40, wall_s: 1, values: { loss: 1e-9 } });
  expect(exportCsv(run)).toBe(
    'environment_steps,updates,wall_s,loss,"q, ""max"""\r\n10,20,0.5,0.25,NaN\r\n20,40,1,1e-9,\r\n',
  );
});

test('a run without metrics has the header only', () => {
  expect(exportCsv(exampleRun(temporaryFolder()))).toBe('environment_steps,updates,wall_s\r\n');
});
