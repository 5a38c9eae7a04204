import { WorkbenchError } from '../../contracts/errors.ts';
import type { Evaluation, EvaluationProgress, RunConfig } from '../../contracts/run.ts';
import type { CompiledProgram } from '../../agents/engine/engine.ts';
import { getEngine } from '../../agents/engine/index.ts';
import { createEnvironmentBatch, type Episode } from '../../sims/environment-batch.ts';
import { fillNoise } from '../../agents/noise.ts';
import { showingEngine } from './engines/choice.ts';
import { EvaluationClock } from './evaluation-clock.ts';
import { makePlan, type Plan } from './plan.ts';
import { streams } from './streams.ts';

export interface EvaluationRequest {
  readonly episodes: number;
  /** Decides the episodes' starts and the candidates: the same seed gives the same evaluation. */
  readonly seed: number;
  /** Called a few times a second; the evaluation goes on when what it returns has settled. */
  onProgress?(progress: EvaluationProgress): void | Promise<void>;
  readonly signal?: AbortSignal;
}

/** Environments that an evaluation steps together at most. */
const WIDTH = 50;

/** Measures a policy with exploration off: every action is the best candidate. */
export class Evaluator {
  readonly #plan: Plan;
  /** Compiled act programs by batch size. */
  readonly #programs = new Map<number, CompiledProgram>();

  constructor(config: RunConfig) {
    this.#plan = makePlan(config);
  }

  /**
   * @param parameters the agent's flat parameter vector [P]
   * @throws WorkbenchError `cancelled` when `signal` says so
   */
  async evaluate(
    parameters: Float32Array,
    { episodes, seed, onProgress, signal }: EvaluationRequest,
  ): Promise<Evaluation> {
    const clock = new EvaluationClock(episodes);
    const finished: Episode[] = [];
    for (let first = 0; first < episodes; first += WIDTH) {
      const count = Math.min(WIDTH, episodes - first);
      const afterStep = async (ended: number, underWay: number) => {
        if (signal?.aborted) throw new WorkbenchError('cancelled', 'The evaluation was cancelled.', 'Start it again.');
        const progress = onProgress && clock.progress(first + ended, underWay);
        if (progress) await onProgress(progress);
      };
      finished.push(...(await this.#episodes(parameters, first, count, seed, afterStep)));
    }
    return summarise(finished, this.#plan.task.training.solved.measure === 'successRate');
  }

  async dispose(): Promise<void> {
    for (const program of this.#programs.values()) await program.dispose();
  }

  /**
   * One episode in each of `count` environments; those that end early wait for the rest.
   * @param afterStep is told how many have ended, and how many those under way are worth by their steps
   */
  async #episodes(
    parameters: Float32Array,
    first: number,
    count: number,
    seed: number,
    afterStep: (ended: number, underWay: number) => Promise<void>,
  ): Promise<Episode[]> {
    const { config, task, agent, agentConfig, space } = this.#plan;
    const specs = agent.act(agentConfig, space, count).inputs;
    const program = await this.#program(count);
    const noise = streams.evaluationNoise(seed + first);
    const randoms = Array.from({ length: count }, (_, i) => streams.evaluationEpisode(seed, first + i));
    const batch = await createEnvironmentBatch(config.task, config.taskConfig, randoms);
    try {
      batch.reset();
      program.inputs['parameters']!.set(parameters);
      const episodes: (Episode | undefined)[] = Array<undefined>(count).fill(undefined);
      for (let step = 1, ended = 0; ended < count; step++) {
        program.inputs['observation_t']!.set(batch.timeStep.observation_t);
        fillNoise(specs, program.inputs, space.action, noise);
        await program.run();
        batch.step(program.outputs['action_t']!);
        for (const episode of batch.takeEpisodes()) episodes[episode.environment] ??= episode;
        ended = episodes.filter((episode) => episode !== undefined).length;
        await afterStep(ended, ((count - ended) * step) / task.episodeSteps);
      }
      return episodes as Episode[];
    } finally {
      batch.dispose();
    }
  }

  async #program(count: number): Promise<CompiledProgram> {
    const known = this.#programs.get(count);
    if (known) return known;
    const { config, agent, agentConfig, space } = this.#plan;
    const program = await getEngine(showingEngine(config)).compile(agent.act(agentConfig, space, count), {
      threads: 1,
    });
    this.#programs.set(count, program);
    return program;
  }
}

function summarise(episodes: readonly Episode[], hasSuccess: boolean): Evaluation {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const returns = episodes.map((episode) => episode.episodeReturn);
  const meanReturn = mean(returns);
  return {
    episodes: episodes.length,
    meanReturn,
    returnDeviation: Math.sqrt(mean(returns.map((value) => (value - meanReturn) ** 2))),
    successRate: hasSuccess ? mean(episodes.map((episode) => Number(episode.succeeded))) : null,
  };
}
