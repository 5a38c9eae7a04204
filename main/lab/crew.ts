import type { EngineChoice, RunConfig } from '../../contracts/run.ts';
import type { EvaluationApi } from './evaluation-thread.ts';
import type { LearnerApi, LearnerThreadData } from './learner-thread.ts';
import { allocateShared, sharedParameters, type Half, type Plan, type SharedMemory } from './plan.ts';
import type { RunState } from './checkpoint.ts';
import type { SimulationApi, SimulationThreadData } from './simulation-thread.ts';
import { Thread } from './thread.ts';

/** The threads of a run: one learner, some simulations, one evaluator, joined by shared memory. */
export class Crew {
  readonly learner: Thread<LearnerApi>;
  readonly simulations: readonly Thread<SimulationApi>[];
  readonly evaluator: Thread<EvaluationApi>;
  readonly #engines: EngineChoice;
  readonly #shared: SharedMemory;

  constructor(plan: Plan, engines: EngineChoice, replayFolder: string) {
    const { config } = plan;
    this.#engines = engines;
    this.#shared = allocateShared(plan);
    const learnerData: LearnerThreadData = {
      config,
      engine: engines.learning,
      shared: this.#shared,
      replayFolder,
    };
    this.learner = new Thread(new URL('./learner-thread.ts', import.meta.url), learnerData);
    this.simulations = shares(config).map((share) => {
      const data: SimulationThreadData = { config, engine: engines.acting, shared: this.#shared, share };
      return new Thread(new URL('./simulation-thread.ts', import.meta.url), data);
    });
    this.evaluator = new Thread(new URL('./evaluation-thread.ts', import.meta.url), config);
  }

  /**
   * Brings every thread to the beginning of `state`'s iteration, or of the run.
   * @returns what a person may want to know of them
   */
  async start(state: RunState | null): Promise<readonly string[]> {
    const half = ((state?.iteration ?? 0) % 2) as Half;
    const [onProcessor] = await Promise.all([
      this.learner.call.start(state?.learner ?? null, half),
      ...this.simulations.map((simulation, i) => simulation.call.start(state?.simulations[i] ?? null)),
    ]);
    if (onProcessor.length === 0) return [];
    return [`${this.#engines.learning} leaves to the processor: ${onProcessor.join(', ')}.`];
  }

  /** A copy of the parameters that were published into `half`. */
  parameters(half: Half): Float32Array {
    return sharedParameters(this.#shared, half).slice();
  }

  async close(): Promise<void> {
    const threads = [this.learner, ...this.simulations, this.evaluator];
    await Promise.allSettled(threads.map((thread) => thread.call.close()));
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** The environments that one thread simulates, at most. */
export function environmentsPerThread(config: RunConfig): number {
  return Math.max(...shares(config).map(({ from, to }) => to - from));
}

/** Contiguous shares of the environments, as equal as can be. */
function shares({ environments, simulationThreads }: RunConfig) {
  const count = Math.min(simulationThreads, environments);
  return Array.from({ length: count }, (_, thread) => ({
    thread,
    from: Math.floor((thread * environments) / count),
    to: Math.floor(((thread + 1) * environments) / count),
  }));
}
