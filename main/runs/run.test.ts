import { expect, test } from 'vitest';
import type { Evaluation } from '../../contracts/run.ts';
import { loadCheckpoint, saveCheckpoint } from './checkpoints.ts';
import type { Run } from './run.ts';
import { exampleCheckpoint } from './testing/example-checkpoint.ts';
import { exampleRun, openStore } from './testing/example-run.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const evaluation: Evaluation = { episodes: 50, meanReturn: -12.5, returnDeviation: 3, successRate: 0.25 };

function addRow(run: Run, environmentSteps: number, values: Record<string, number>): void {
  run.addMetrics({ environmentSteps, updates: 2 * environmentSteps, wall_s: environmentSteps / 100, values });
}

test('metrics are read as they were added, not-a-number and infinity too', () => {
  const run = exampleRun(temporaryFolder());
  addRow(run, 20, { loss: NaN, 'q, "max"': -Infinity });
  addRow(run, 10, { loss: 0.1 });
  expect(run.metricNames()).toEqual(['loss', 'q, "max"']);
  expect(run.metrics('loss')).toEqual([
    { environmentSteps: 10, value: 0.1, wall_s: 0.1 },
    { environmentSteps: 20, value: NaN, wall_s: 0.2 },
  ]);
  expect([run.latestMetric('q, "max"'), run.latestMetric('reward')]).toEqual([-Infinity, NaN]);
  expect(run.metricRows()[1]).toEqual({
    environmentSteps: 20,
    updates: 40,
    wall_s: 0.2,
    values: { loss: NaN, 'q, "max"': -Infinity },
  });
});

test('evaluations are read as they were added; the highest score is the best', () => {
  const run = exampleRun(temporaryFolder());
  expect(run.record.bestScore).toBeNull();
  run.addEvaluation(10, 1, evaluation);
  run.addEvaluation(20, 2, { ...evaluation, successRate: null });
  expect(run.record.bestScore).toBe(0.25);
  run.addEvaluation(30, 3, evaluation, 7);
  expect(run.record.bestScore).toBe(7);
  expect(run.evaluations()).toEqual([
    { environmentSteps: 10, wall_s: 1, evaluation, score: 0.25 },
    { environmentSteps: 20, wall_s: 2, evaluation: { ...evaluation, successRate: null }, score: -12.5 },
    { environmentSteps: 30, wall_s: 3, evaluation, score: 7 },
  ]);
});

test('an evaluation that is not a number is no best score', () => {
  const run = exampleRun(temporaryFolder());
  run.addEvaluation(10, 1, { ...evaluation, meanReturn: NaN, successRate: null });
  expect(run.record.bestScore).toBeNull();
  expect(run.evaluations()[0]).toMatchObject({ score: NaN, evaluation: { meanReturn: NaN } });
});

test('events keep their order', () => {
  const run = exampleRun(temporaryFolder());
  run.addEvent(10, 'warning', 'slow');
  run.addEvent(10, 'error', 'gone');
  expect(run.events()).toMatchObject([
    { environmentSteps: 10, level: 'warning', message: 'slow' },
    { environmentSteps: 10, level: 'error', message: 'gone' },
  ]);
});

test('status, progress and name last beyond the process', () => {
  const dataFolder = temporaryFolder();
  const run = exampleRun(dataFolder);
  run.setStatus('failed', 'The loss is NaN.');
  run.progress(10, 20, 1.5);
  run.rename('  first arm ');
  expect(openStore(dataFolder).find(run.id)).toMatchObject({
    name: 'first arm',
    status: 'failed',
    message: 'The loss is NaN.',
    environmentSteps: 10,
    updates: 20,
    wall_s: 1.5,
  });
  expect(() => run.rename(' ')).toThrow('The name is empty.');
});

function train(run: Run, from: number, to: number): void {
  for (let step = from; step <= to; step++) {
    addRow(run, step, { loss: 1 / step, [`seldom ${step % 3}`]: step });
    run.addEvaluation(step, step, { ...evaluation, successRate: Math.sin(step) });
    run.addEvent(step, 'info', `step ${step}`);
    run.progress(step, 2 * step, step);
    saveCheckpoint(run, exampleCheckpoint(step));
  }
}

/** All that a run's training left, but ids and the time of day. */
function history(run: Run) {
  const { bestScore, environmentSteps, updates, wall_s } = run.record;
  const events = run.events().map(({ message }) => message);
  const [rows, evaluations, checkpoint] = [run.metricRows(), run.evaluations(), loadCheckpoint(run)];
  return { bestScore, environmentSteps, updates, wall_s, events, rows, evaluations, checkpoint };
}

test.each([
  [1, 3],
  [2, 2],
  [4, 6],
  [7, 8],
])('resumed from step %i after it had come to step %i, a run equals an undisturbed one', (checkpoint, reached) => {
  const [disturbed, undisturbed] = [exampleRun(temporaryFolder()), exampleRun(temporaryFolder())];
  train(undisturbed, 1, 8);
  train(disturbed, 1, reached);
  disturbed.rollBack(checkpoint);
  expect(disturbed.record.environmentSteps).toBe(checkpoint);
  expect(loadCheckpoint(disturbed)!.checkpoint.environmentSteps).toBe(checkpoint);
  train(disturbed, checkpoint + 1, 8);
  expect(history(disturbed)).toEqual(history(undisturbed));
});

test('a run in training is not trained twice, not even by one process', () => {
  const dataFolder = temporaryFolder();
  const run = exampleRun(dataFolder);
  const same = openStore(dataFolder).openRun(run.id);
  run.acquire();
  expect(() => same.acquire()).toThrow(
    expect.objectContaining({ code: 'busy', message: `Run ${run.id} is being trained by process ${process.pid}.` }),
  );
  expect(() => same.delete()).toThrow('is being trained');
  run.release();
  same.acquire();
  same.release();
});

test('running is what a living process trains; else it was interrupted', () => {
  const run = exampleRun(temporaryFolder());
  run.acquire();
  run.setStatus('running');
  expect(run.record).toMatchObject({ status: 'running', message: '' });
  run.release();
  expect(run.record).toMatchObject({ status: 'interrupted', message: 'Its process ended without finishing it.' });
});
