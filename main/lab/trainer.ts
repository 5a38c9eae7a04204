import { join } from 'node:path';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { Evaluation, TrainingEvent, TrainingResult } from '../../contracts/run.ts';
import { KEPT_CHECKPOINTS, loadCheckpoint, saveBest, saveCheckpoint } from '../runs/checkpoints.ts';
import type { Run } from '../runs/run.ts';
import type { Episode } from '../../sims/environment-batch.ts';
import { fromCheckpoint, policyCheckpoint, toCheckpoint, type RunState } from './checkpoint.ts';
import { Crew } from './crew.ts';
import { MetricsWindow } from './metrics.ts';
import type { Half, Plan } from './plan.ts';
import { evaluationSeed } from './streams.ts';

/** Iterations between the start of an evaluation and its effect: time for it to run beside the learner. */
const EVALUATION_LAG = 32;
const PROGRESS_EVERY_MS = 200;
const TOO_MANY_DIVERGED = 8;

/** An evaluation under way or done, with the policy it measures. */
interface PendingEvaluation {
  readonly dueIteration: number;
  readonly environmentSteps: number;
  readonly parameters: Float32Array;
  readonly result: Promise<Evaluation>;
}

/**
 * The lock-step loop of a run. In iteration i the simulation threads collect T steps of every environment with the
 * parameters of iteration i−1 while the learner updates on the replay as it stood; then both meet. So the work is
 * parallel and yet the same seed gives the same bits, and every boundary between iterations can be saved and resumed.
 */
export class Trainer {
  readonly #run: Run;
  readonly #plan: Plan;
  readonly #crew: Crew;
  readonly #onEvent: (event: TrainingEvent) => void;
  readonly #metrics: MetricsWindow;
  readonly #startedAt_ms = performance.now();
  readonly #wallBefore_s: number;
  readonly #stepsBefore: number;
  #iteration: number;
  #environmentSteps: number;
  #updates: number;
  #bestScore: number | null;
  #evaluation: Evaluation | null = null;
  #pending: PendingEvaluation | null = null;
  /** The half that holds experience which the learner has not taken in yet. */
  #waiting: Half | null = null;
  /** Rows of experience at the checkpoints saved last, oldest first. */
  #savedRows: readonly number[] = [];
  #latest: Record<string, number> = {};
  #progressAt_ms = 0;

  /** Takes the run up where its newest checkpoint left it, or at the beginning. */
  static async start(run: Run, plan: Plan, onEvent: (event: TrainingEvent) => void): Promise<Trainer> {
    const loaded = loadCheckpoint(run);
    const state = loaded?.checkpoint ? fromCheckpoint(loaded.checkpoint) : null;
    run.rollBack(state?.environmentSteps ?? 0);
    const crew = new Crew(plan, join(run.folder, 'replay'));
    try {
      await crew.start(state);
    } catch (error) {
      await crew.close();
      throw error;
    }
    const trainer = new Trainer(run, plan, crew, state, onEvent);
    for (const message of loaded?.warnings ?? []) trainer.#warn(message);
    return trainer;
  }

  private constructor(
    run: Run,
    plan: Plan,
    crew: Crew,
    state: RunState | null,
    onEvent: (event: TrainingEvent) => void,
  ) {
    this.#run = run;
    this.#plan = plan;
    this.#crew = crew;
    this.#onEvent = onEvent;
    this.#wallBefore_s = state?.wall_s ?? 0;
    this.#stepsBefore = state?.environmentSteps ?? 0;
    this.#iteration = state?.iteration ?? 0;
    this.#environmentSteps = this.#stepsBefore;
    this.#updates = state?.learner.updates ?? 0;
    this.#bestScore = state?.bestScore ?? null;
    if (state?.due) {
      const { dueIteration, environmentSteps, evaluation, parameters } = state.due;
      this.#pending = { dueIteration, environmentSteps, parameters, result: Promise.resolve(evaluation) };
    }
    this.#metrics = new MetricsWindow(this.#wallBefore_s, this.#hasSuccess, state?.gathered);
  }

  /** Trains until the steps are done, the task is solved, or `signal` asks to stop; the state is saved at the end. */
  async train(signal: AbortSignal): Promise<TrainingResult> {
    const { environmentSteps, checkpointEverySteps, evaluateEverySteps, logEverySteps } = this.#plan.config;
    let solved = false;
    while (this.#environmentSteps < environmentSteps && !solved && !signal.aborted) {
      const before = this.#environmentSteps;
      await this.#iterate();
      const crossed = (every: number) => Math.floor(before / every) < Math.floor(this.#environmentSteps / every);
      if (crossed(logEverySteps)) this.#log();
      if (this.#pending && this.#iteration >= this.#pending.dueIteration) solved = await this.#concludeEvaluation();
      if (crossed(evaluateEverySteps) && !solved) await this.#beginEvaluation();
      if (crossed(checkpointEverySteps)) await this.#checkpoint();
      this.#progress();
    }
    if (!signal.aborted && !solved && this.#pending) solved = await this.#concludeEvaluation();
    await this.#checkpoint();
    const status = solved ? 'solved' : signal.aborted ? 'stopped' : 'finished';
    this.#run.setStatus(status);
    return {
      run: this.#run.record.id,
      status,
      environmentSteps: this.#environmentSteps,
      updates: this.#updates,
      wall_s: this.#wall_s,
      evaluation: this.#evaluation,
    };
  }

  async close(): Promise<void> {
    await this.#crew.close();
  }

  async #iterate(): Promise<void> {
    const { config, experience } = this.#plan;
    const half = (this.#iteration % 2) as Half;
    const next = (1 - half) as Half;
    const warmingUp = this.#environmentSteps < config.warmupSteps;
    const [learned, ...collected] = await Promise.all([
      this.#crew.learner.call.iterate(this.#waiting, warmingUp ? 0 : config.updatesPerIteration, next),
      ...this.#crew.simulations.map((simulation) => simulation.call.collect(half, warmingUp)),
    ]);
    const steps = config.stepsPerIteration * experience.environments;
    this.#waiting = half;
    this.#iteration++;
    this.#environmentSteps += steps;
    this.#updates += learned.updates;
    const simulation_ms = collected.reduce((sum, report) => sum + report.busy_ms, 0) / collected.length;
    const episodes = collected.flatMap((report) => report.episodes);
    this.#metrics.add(steps, episodes, learned, simulation_ms);
    for (const { divergence } of episodes) if (divergence) this.#warn(`An episode was cut short. ${divergence}`);
  }

  #warn(message: string): void {
    this.#run.addEvent(this.#environmentSteps, 'warning', message);
    this.#onEvent({ type: 'warning', message });
  }

  #log(): void {
    refuseUnstable(this.#metrics.gathered.episodes);
    const values = this.#metrics.close(this.#wall_s);
    this.#latest = { ...this.#latest, ...values };
    const row = {
      environmentSteps: this.#environmentSteps,
      updates: this.#updates,
      wall_s: this.#wall_s,
      values,
    };
    this.#run.addMetrics(row);
    this.#run.progress(this.#environmentSteps, this.#updates, this.#wall_s);
    this.#onEvent({ type: 'metrics', row });
  }

  async #beginEvaluation(): Promise<void> {
    if (this.#pending) await this.#concludeEvaluation();
    const { config } = this.#plan;
    const parameters = this.#crew.parameters((this.#iteration % 2) as Half);
    const seed = evaluationSeed(config.seed, this.#environmentSteps);
    const result = this.#crew.evaluator.call.evaluate(parameters, config.evaluationEpisodes, seed);
    result.catch(() => {}); // reported where it is awaited
    const dueIteration = this.#iteration + EVALUATION_LAG;
    this.#pending = { dueIteration, environmentSteps: this.#environmentSteps, parameters, result };
  }

  /** @returns whether the run ends here because the task is solved. */
  async #concludeEvaluation(): Promise<boolean> {
    const { environmentSteps, parameters, result } = this.#pending!;
    const evaluation = await result;
    this.#pending = null;
    this.#evaluation = evaluation;
    const { measure, atLeast } = this.#plan.task.training.solved;
    const score = measure === 'successRate' ? evaluation.successRate! : evaluation.meanReturn;
    this.#run.addEvaluation(environmentSteps, this.#wall_s, evaluation, score);
    if (this.#bestScore === null || score >= this.#bestScore) {
      this.#bestScore = score;
      saveBest(this.#run, policyCheckpoint(environmentSteps, this.#updates, parameters));
    }
    this.#onEvent({ type: 'evaluation', environmentSteps, wall_s: this.#wall_s, evaluation });
    return this.#plan.config.stopWhenSolved && score >= atLeast;
  }

  async #checkpoint(): Promise<void> {
    const pending = this.#pending;
    const due = pending && {
      dueIteration: pending.dueIteration,
      environmentSteps: pending.environmentSteps,
      parameters: pending.parameters,
      evaluation: await pending.result,
    };
    const [learner, ...simulations] = await Promise.all([
      this.#crew.learner.call.save(this.#waiting),
      ...this.#crew.simulations.map((simulation) => simulation.call.save()),
    ]);
    this.#waiting = null;
    const state: RunState = {
      iteration: this.#iteration,
      environmentSteps: this.#environmentSteps,
      wall_s: this.#wall_s,
      bestScore: this.#bestScore,
      due,
      gathered: this.#metrics.gathered,
      learner,
      simulations,
    };
    saveCheckpoint(this.#run, toCheckpoint(state));
    this.#savedRows = [...this.#savedRows, learner.replay.rowsWritten].slice(-KEPT_CHECKPOINTS);
    if (this.#savedRows.length === KEPT_CHECKPOINTS) await this.#crew.learner.call.forgetBefore(this.#savedRows[0]!);
    this.#run.progress(this.#environmentSteps, this.#updates, this.#wall_s);
    this.#onEvent({ type: 'checkpoint', environmentSteps: this.#environmentSteps });
  }

  #progress(): void {
    const now_ms = performance.now();
    if (now_ms - this.#progressAt_ms < PROGRESS_EVERY_MS) return;
    this.#progressAt_ms = now_ms;
    const done = this.#environmentSteps - this.#stepsBefore;
    const session_s = (now_ms - this.#startedAt_ms) / 1000;
    const totalSteps = this.#plan.config.environmentSteps;
    this.#onEvent({
      type: 'progress',
      progress: {
        environmentSteps: this.#environmentSteps,
        totalSteps,
        updates: this.#updates,
        wall_s: this.#wall_s,
        eta_s: done > 0 ? ((totalSteps - this.#environmentSteps) * session_s) / done : null,
        latest: this.#latest,
      },
    });
  }

  get #wall_s(): number {
    return this.#wallBefore_s + (performance.now() - this.#startedAt_ms) / 1000;
  }

  get #hasSuccess(): boolean {
    return this.#plan.task.training.solved.measure === 'successRate';
  }
}

/** A single divergence is survived; a simulation that mostly diverges teaches nothing. */
function refuseUnstable(episodes: readonly Episode[]): void {
  const diverged = episodes.filter((episode) => episode.divergence);
  if (diverged.length < TOO_MANY_DIVERGED || diverged.length <= episodes.length / 2) return;
  throw new WorkbenchError(
    'simulation-diverged',
    `${diverged.length} of the last ${episodes.length} episodes diverged. ${diverged[0]!.divergence}`,
    "Use a shorter time step or softer gains in the task's model, then resume.",
  );
}
