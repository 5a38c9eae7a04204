/** The lab: trains, evaluates and exports the policies of runs. */
import { WorkbenchError } from '../../contracts/errors.ts';
import type { Evaluation, TrainingEvent, TrainingResult } from '../../contracts/run.ts';
import type { Run } from '../runs/run.ts';
import type { Gate } from './gate.ts';
import { loadPolicy, type Policy } from './policy.ts';
import { Evaluator, type EvaluationRequest } from './evaluator.ts';
import { makePlan } from './plan.ts';
import { Trainer } from './trainer.ts';

export { composeConfig } from './compose-config.ts';
export { exportPolicy } from './export-policy.ts';

export interface TrainOptions {
  /** Aborting it saves a checkpoint and ends the training. */
  readonly signal: AbortSignal;
  onEvent(event: TrainingEvent): void;
  /** Awaited between two iterations; it changes when things happen, never what. */
  readonly gate?: Gate;
  /** Called once training has begun. @param policy gives the newest policy, until the training ends. */
  onStart?(policy: () => Policy): void;
}

/**
 * Trains a run from the beginning or from its newest checkpoint.
 * @throws WorkbenchError `busy` if another process trains it; whatever ends the training early, after the run has been
 *   marked as failed
 */
export async function train(run: Run, options: TrainOptions): Promise<TrainingResult> {
  const plan = makePlan(run.record.config);
  run.acquire();
  try {
    run.setStatus('running');
    const trainer = await Trainer.start(run, plan, options);
    try {
      options.onStart?.(() => trainer.policy);
      return await trainer.train();
    } finally {
      await trainer.close();
    }
  } catch (error) {
    markFailed(run, error);
    throw error;
  } finally {
    run.release();
  }
}

/** A disk that takes no more may not take this either: then the run counts as interrupted. */
function markFailed(run: Run, error: unknown): void {
  try {
    run.setStatus('failed', WorkbenchError.from(error).message);
  } catch {
    // The error that ended the training says more.
  }
}

export interface EvaluateOptions extends EvaluationRequest {
  /** The best checkpoint so far by its evaluation (default), or the newest. */
  readonly checkpoint?: 'best' | 'latest';
}

/** Measures a run's policy with exploration off. @throws WorkbenchError `damaged` if no checkpoint can be read. */
export async function evaluate(run: Run, options: EvaluateOptions): Promise<Evaluation> {
  const parameters = loadPolicy(run, options.checkpoint ?? 'best');
  const evaluator = new Evaluator(run.record.config);
  try {
    return await evaluator.evaluate(parameters, options);
  } finally {
    await evaluator.dispose();
  }
}
