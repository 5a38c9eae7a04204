import type { RunSummary } from '../../contracts/lab-api.ts';
import type { RunRecord } from '../../contracts/run.ts';
import { tasks } from '../../sims/tasks/index.ts';
import type { Run, StoredEvaluation } from '../runs/run.ts';

/** A run's line of the table. */
export function summariseRun(run: Run, record: RunRecord, activity: RunSummary['activity']): RunSummary {
  const scores = finiteEvaluations(run).map(({ score }) => score);
  return { ...record, tags: [...record.tags], action: actionOf(record.config), activity, pace: paceOf(run), scores };
}

function paceOf(run: Run): RunSummary['pace'] {
  const update_ms = (1_000 * run.latestMetric('learnerBusy')) / run.latestMetric('updatesPerSecond');
  const environmentStepsPerSecond = run.latestMetric('environmentStepsPerSecond');
  return Number.isFinite(update_ms) ? { update_ms, environmentStepsPerSecond } : null;
}

function actionOf({ task, taskConfig }: RunRecord['config']): RunSummary['action'] {
  const definition = tasks.find(({ id }) => id === task);
  const settings = definition?.config.safeParse(taskConfig);
  return settings?.success ? [...definition!.actions(settings.data)] : null;
}

/** Those whose episodes could all be simulated. */
export function finiteEvaluations(run: Run): StoredEvaluation[] {
  return run.evaluations().filter(({ score, evaluation }) => Number.isFinite(score + evaluation.meanReturn));
}
