import type { Evaluation, EvaluationProgress, RunRecord, RunStatus, TrainingEvent } from '../../contracts/run.ts';
import { evaluate, train } from '../lab/index.ts';
import type { Run } from '../runs/run.ts';
import { INTERRUPTED_EXIT_CODE, interruptible } from './interrupt.ts';
import type { Output } from './output.ts';
import { ProgressDisplay } from './progress-display.ts';
import { evaluationGauge, trainingGauge } from './progress-line.ts';
import { formatCount, formatDuration, formatMeasure, formatRate } from './quantities.ts';
import { typed } from './typed.ts';

/**
 * Trains a run, new or not, until it ends or Ctrl-C stops it; shows how it goes. The last line of output tells how it
 * ended.
 * @returns the exit code.
 */
export async function trainRun(run: Run, output: Output): Promise<number> {
  const { config } = run.record;
  output.note(`Run ${run.id}: ${config.agent} on ${config.task}, seed ${config.seed}. Ctrl-C saves and stops.`);
  return interruptible(output, async (signal) => {
    const display = new ProgressDisplay(output.progressSink, config.task);
    const result = await train(run, { signal, onEvent: (event) => showEvent(event, display, output) }).finally(() =>
      display.end(),
    );
    const evaluation = result.evaluation ?? run.evaluations().at(-1)?.evaluation ?? null;
    const { evaluation: _, ...ending } = result;
    output.result({ type: 'result', ...ending, ...evaluation }, describeEnding(result, evaluation));
    return result.status === 'stopped' ? INTERRUPTED_EXIT_CODE : 0;
  });
}

/**
 * Evaluates a run's best policy, exploration off, until it ends or Ctrl-C cancels it; shows how far it is. The last line
 * of output holds the figures.
 * @returns the exit code.
 */
export async function evaluateRun(
  run: Run,
  { episodes, seed }: { episodes: number; seed: number },
  output: Output,
): Promise<number> {
  output.note(`Evaluating ${run.id} over ${formatCount(episodes)} episodes …`);
  const work = async (signal: AbortSignal) => {
    const display = new ProgressDisplay(output.progressSink, run.record.config.task);
    const onProgress = (progress: EvaluationProgress) => {
      output.event({ type: 'evaluating', ...progress });
      display.update(evaluationGauge(progress));
    };
    const evaluation = await evaluate(run, { episodes, seed, signal, onProgress }).finally(() => display.end());
    output.result({ type: 'evaluation', run: run.id, seed, ...evaluation }, describeEvaluation(evaluation));
    return 0;
  };
  return interruptible(output, work, 'Ending the evaluation.');
}

/** `97 % success, return 45.1 ± 3.2 over 100 episodes`. */
export function describeEvaluation({ episodes, meanReturn, returnDeviation, successRate }: Evaluation): string {
  const success = successRate === null ? '' : `${formatRate(successRate)} success, `;
  const spread = `${formatMeasure(meanReturn)} ± ${formatMeasure(returnDeviation)}`;
  return `${success}return ${spread} over ${formatCount(episodes)} episodes`;
}

/** An event of a training: a word or a bar for a person, itself for a program. */
export function showEvent(event: TrainingEvent, display: ProgressDisplay, output: Output): void {
  output.event(event);
  switch (event.type) {
    case 'progress':
      return display.update(trainingGauge(event.progress));
    case 'evaluation':
      return display.say(`${formatCount(event.environmentSteps)} steps: ${describeEvaluation(event.evaluation)}`);
    case 'note':
      return display.say(event.message);
    case 'warning':
      return display.say(`warning: ${event.message}`);
    case 'metrics':
    case 'checkpoint':
  }
}

const endings: Record<RunStatus, string> = {
  solved: 'Solved',
  finished: 'All steps done',
  stopped: 'Stopped and saved',
  interrupted: 'Interrupted',
  failed: 'Failed',
  running: 'In training',
};

/** How a training ended, what it cost and, given its last evaluation, what came of it. */
export function describeEnding(
  {
    run,
    status,
    environmentSteps,
    wall_s,
  }: Pick<RunRecord, 'status' | 'environmentSteps' | 'wall_s'> & { run: string },
  evaluation: Evaluation | null,
): string {
  const effort = `${formatCount(environmentSteps)} steps, ${formatDuration(wall_s)}`;
  const quality = evaluation === null ? '' : `\n${describeEvaluation(evaluation)}`;
  const next = status === 'stopped' ? `\nGo on with: ${typed(`resume ${run}`)}` : '';
  return `${endings[status]}: ${effort}${quality}${next}`;
}
