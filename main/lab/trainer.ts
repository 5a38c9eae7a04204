import { join } from 'node:path';
import type { EngineChoice, Evaluation, Notice, TrainingResult } from '../../contracts/run.ts';
import { KEPT_CHECKPOINTS, loadCheckpoint, saveBest, saveCheckpoint } from '../runs/checkpoints.ts';
import type { Run } from '../runs/run.ts';
import { Clock } from './clock.ts';
import { fromCheckpoint, policyCheckpoint, toCheckpoint, type DueEvaluation, type RunState } from './checkpoint.ts';
import { Crew } from './crew.ts';
import { isSolved } from './goal.ts';
import { MetricsWindow } from './metrics.ts';
import type { TrainOptions } from './index.ts';
import type { Half, Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { refuseUnstable } from './stability.ts';
import { evaluationSeed } from './streams.ts';

/** Iterations between the start of an evaluation and its effect: time for it to run beside the learner. */
const EVALUATION_LAG = 64;
const PROGRESS_EVERY_MS = 500;

/** An evaluation under way or done, with the policy it measures. */
type PendingEvaluation = DueEvaluation & { readonly result: Promise<Evaluation> };

/**
 * The lock-step loop of a run. In iteration i the simulation threads collect T steps of every environment with the
 * parameters of iteration i−1 while the learner updates on the replay as it stood; then both meet. So the work is
 * parallel and yet the same seed gives the same bits, and every boundary between iterations can be saved and resumed.
 */
export class Trainer {
  readonly #run: Run;
  readonly #plan: Plan;
  readonly #crew: Crew;
  readonly #options: TrainOptions;
  readonly #metrics: MetricsWindow;
  readonly #clock: Clock;
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
  static async start(run: Run, plan: Plan, engines: EngineChoice, options: TrainOptions): Promise<Trainer> {
    const loaded = loadCheckpoint(run);
    const state = loaded?.checkpoint ? fromCheckpoint(loaded.checkpoint) : null;
    run.rollBack(state?.environmentSteps ?? 0);
    const crew = new Crew(plan, engines, join(run.folder, 'replay'));
    const notes = await crew.start(state).catch(async (error: unknown) => {
      await crew.close();
      throw error;
    });
    const trainer = new Trainer(run, plan, crew, state, options);
    for (const message of loaded?.warnings ?? []) trainer.tell({ type: 'warning', message });
    for (const message of notes) trainer.tell({ type: 'note', message });
    return trainer;
  }

  private constructor(run: Run, plan: Plan, crew: Crew, state: RunState | null, options: TrainOptions) {
    this.#run = run;
    this.#plan = plan;
    this.#crew = crew;
    this.#options = options;
    this.#clock = new Clock(state?.wall_s ?? 0);
    this.#stepsBefore = state?.environmentSteps ?? 0;
    this.#iteration = state?.iteration ?? 0;
    this.#environmentSteps = this.#stepsBefore;
    this.#updates = state?.learner.updates ?? 0;
    this.#bestScore = state?.bestScore ?? null;
    if (state?.due) this.#pending = this.#evaluate(state.due);
    const hasSuccess = plan.task.training.solved.measure === 'successRate';
    this.#metrics = new MetricsWindow(this.#clock.wall_s, hasSuccess, state?.gathered);
  }

  /** The policy that the simulation threads act with: a copy, to be taken at any time. */
  get policy(): Policy {
    const parameters = this.#crew.parameters((this.#iteration % 2) as Half);
    return { environmentSteps: this.#environmentSteps, parameters };
  }

  /** Adds to the run's log, and tells whoever watches it. */
  tell(notice: Notice): void {
    this.#run.addEvent(this.#environmentSteps, notice.type === 'note' ? 'info' : 'warning', notice.message);
    this.#options.onEvent(notice);
  }

  /** Trains until the steps are done, the task is solved, or it is asked to stop; the state is saved at the end. */
  async train(): Promise<TrainingResult> {
    const { signal } = this.#options;
    const { environmentSteps, checkpointEverySteps, evaluateEverySteps, logEverySteps } = this.#plan.config;
    let solved = false;
    while (this.#environmentSteps < environmentSteps && !solved && (await this.#mayGoOn())) {
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
      wall_s: this.#clock.wall_s,
      evaluation: this.#evaluation,
    };
  }

  async close(): Promise<void> {
    await this.#crew.close();
  }

  async #mayGoOn(): Promise<boolean> {
    const { gate, signal } = this.#options;
    if (gate && !gate.isOpen) {
      this.#progress(true);
      await this.#clock.without(gate.pass(signal));
    }
    return !signal.aborted;
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
    for (const { divergence } of episodes) {
      if (divergence) this.tell({ type: 'warning', message: `An episode was cut short. ${divergence}` });
    }
  }

  #log(): void {
    refuseUnstable(this.#metrics.gathered.episodes);
    const values = this.#metrics.close(this.#clock.wall_s);
    this.#latest = { ...this.#latest, ...values };
    const wall_s = this.#clock.wall_s;
    const row = { environmentSteps: this.#environmentSteps, updates: this.#updates, wall_s, values };
    this.#run.addMetrics(row);
    this.#run.progress(this.#environmentSteps, this.#updates, this.#clock.wall_s);
    this.#options.onEvent({ type: 'metrics', row });
  }

  async #beginEvaluation(): Promise<void> {
    if (this.#pending) await this.#concludeEvaluation();
    this.#pending = this.#evaluate({ dueIteration: this.#iteration + EVALUATION_LAG, ...this.policy });
  }

  #evaluate(due: DueEvaluation): PendingEvaluation {
    const { seed, evaluationEpisodes } = this.#plan.config;
    const episodesSeed = evaluationSeed(seed, due.environmentSteps);
    const result = this.#crew.evaluator.call.evaluate(due.parameters, evaluationEpisodes, episodesSeed);
    result.catch(() => {}); // reported where it is awaited
    return { ...due, result };
  }

  /** @returns whether the run ends here because the task is solved. */
  async #concludeEvaluation(): Promise<boolean> {
    const { environmentSteps, parameters, result } = this.#pending!;
    const evaluation = await result;
    this.#pending = null;
    this.#evaluation = evaluation;
    const { measure, atLeast } = this.#plan.task.training.solved;
    const score = measure === 'successRate' ? evaluation.successRate! : evaluation.meanReturn;
    this.#run.addEvaluation(environmentSteps, this.#clock.wall_s, evaluation, score);
    if (this.#bestScore === null || score >= this.#bestScore) {
      this.#bestScore = score;
      saveBest(this.#run, policyCheckpoint(environmentSteps, this.#updates, parameters));
    }
    this.#options.onEvent({ type: 'evaluation', environmentSteps, wall_s: this.#clock.wall_s, evaluation });
    const scores = this.#run.evaluations().map((stored) => stored.score);
    return this.#plan.config.stopWhenSolved && isSolved(scores, atLeast);
  }

  async #checkpoint(): Promise<void> {
    const [learner, ...simulations] = await Promise.all([
      this.#crew.learner.call.save(this.#waiting),
      ...this.#crew.simulations.map((simulation) => simulation.call.save()),
    ]);
    this.#waiting = null;
    const state: RunState = {
      iteration: this.#iteration,
      environmentSteps: this.#environmentSteps,
      wall_s: this.#clock.wall_s,
      bestScore: this.#bestScore,
      due: this.#pending,
      gathered: this.#metrics.gathered,
      learner,
      simulations,
    };
    saveCheckpoint(this.#run, toCheckpoint(state));
    this.#savedRows = [...this.#savedRows, learner.replay.rowsWritten].slice(-KEPT_CHECKPOINTS);
    if (this.#savedRows.length === KEPT_CHECKPOINTS) await this.#crew.learner.call.forgetBefore(this.#savedRows[0]!);
    this.#run.progress(this.#environmentSteps, this.#updates, this.#clock.wall_s);
    this.#options.onEvent({ type: 'checkpoint', environmentSteps: this.#environmentSteps });
  }

  #progress(now = false): void {
    const now_ms = performance.now();
    if (!now && now_ms - this.#progressAt_ms < PROGRESS_EVERY_MS) return;
    this.#progressAt_ms = now_ms;
    const done = this.#environmentSteps - this.#stepsBefore;
    const totalSteps = this.#plan.config.environmentSteps;
    this.#options.onEvent({
      type: 'progress',
      progress: {
        environmentSteps: this.#environmentSteps,
        totalSteps,
        updates: this.#updates,
        wall_s: this.#clock.wall_s,
        eta_s: done > 0 ? ((totalSteps - this.#environmentSteps) * this.#clock.session_s) / done : null,
        latest: this.#latest,
      },
    });
  }
}
