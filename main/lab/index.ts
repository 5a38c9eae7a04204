/** The lab: trains, evaluates and exports the policies of runs. */
import { WorkbenchError } from '../../contracts/errors.ts';
import type { EngineChoice, Evaluation, Notice, TrainingEvent, TrainingResult } from '../../contracts/run.ts';
import type { Run } from '../runs/run.ts';
import type { Gate } from './gate.ts';
import { loadPolicy, type Policy } from './policy.ts';
import { Evaluator, type EvaluationRequest } from './evaluator.ts';
import { choiceAfter } from './engines/choice.ts';
import { chooseEngines } from './engines/choose.ts';
import { makePlan, type Plan } from './plan.ts';
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
    const { choice, why } = await chooseEngines(plan, {
      signal: options.signal,
      onMeasure: (engine) =>
        options.onEvent({ type: 'note', message: `Measuring what ${engine} takes for this run …` }),
    });
    return await trainOn(choice, { run, plan, options, notices: why === null ? [] : [{ type: 'note', message: why }] });
  } catch (error) {
    markFailed(run, error);
    throw error;
  } finally {
    run.release();
  }
}

interface Session {
  readonly run: Run;
  readonly plan: Plan;
  readonly options: TrainOptions;
  /** To be told once the run stands where its training goes on. */
  readonly notices: readonly Notice[];
}

/** Trains on these engines; where one fails, on the next from the last checkpoint. */
async function trainOn(engines: EngineChoice, session: Session): Promise<TrainingResult> {
  const { run, plan, options, notices } = session;
  let told = 0;
  try {
    const trainer = await Trainer.start(run, plan, engines, options);
    try {
      for (; told < notices.length; told++) trainer.tell(notices[told]!);
      run.setEngines(engines);
      options.onStart?.(() => trainer.policy);
      return await trainer.train();
    } finally {
      await trainer.close();
    }
  } catch (error) {
    const next = error instanceof WorkbenchError && error.code === 'engine-failed' ? choiceAfter(engines) : null;
    if (!next) throw error;
    const message = `${(error as Error).message} Training goes on from its last checkpoint, on ${next.learning}.`;
    return trainOn(next, { ...session, notices: [...notices.slice(told), { type: 'warning', message }] });
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
