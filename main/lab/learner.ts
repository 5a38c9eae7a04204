import type { TensorSpecs } from '../../contracts/agent.ts';
import type { EngineId } from '../../contracts/run.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import { Random, type RandomState } from '../../contracts/random.ts';
import { getEngine } from '../../agents/engine/index.ts';
import type { CompiledProgram } from '../../agents/engine/engine.ts';
import { initialParameters } from '../../agents/nets/parameters.ts';
import { createSource, type Batch } from '../../agents/replay/create-source.ts';
import type { ExperienceSource, SourceState } from '../../agents/replay/source.ts';
import { fillNoise } from '../../agents/noise.ts';
import { learnerThreads } from './learner-threads.ts';
import { sharedExperience, sharedParameters, type Half, type Plan, type SharedMemory } from './plan.ts';
import { RolloutLog } from './rollout-log.ts';
import { streams } from './streams.ts';

/** Sums of the agent's metrics over some updates. */
export interface LearnReport {
  readonly updates: number;
  readonly sums: Readonly<Record<string, number>>;
  readonly busy_ms: number;
  readonly replayFill: number;
}

/** Everything that the learner's future depends on, besides the rows of experience. */
export interface LearnerState {
  readonly updates: number;
  readonly vectors: Readonly<Record<string, Float32Array>>;
  readonly noise: RandomState;
  readonly replay: SourceState;
}

/** The learning side of a run: replay, the agent's learn program, and its state. */
export class Learner {
  readonly #plan: Plan;
  readonly #shared: SharedMemory;
  readonly #program: CompiledProgram;
  readonly #specs: TensorSpecs;
  readonly #stateNames: readonly string[];
  readonly #replay: ExperienceSource<Batch>;
  readonly #log: RolloutLog;
  #noise: Random;
  #updates = 0;

  /**
   * @param state where to go on from; null begins the run
   * @param replayFolder where the experience is kept
   */
  static async create(
    plan: Plan,
    engine: EngineId,
    shared: SharedMemory,
    replayFolder: string,
    state: LearnerState | null,
  ) {
    const program = plan.agent.learn(plan.agentConfig, plan.space);
    const compiled = await getEngine(engine).compile(program, {
      threads: learnerThreads(plan.config.simulationThreads),
    });
    const log = new RolloutLog(replayFolder, plan.experience, state?.replay.rowsWritten ?? 0);
    return new Learner(plan, shared, compiled, program.inputs, log, state);
  }

  private constructor(
    plan: Plan,
    shared: SharedMemory,
    program: CompiledProgram,
    specs: TensorSpecs,
    log: RolloutLog,
    state: LearnerState | null,
  ) {
    const { config, agent, agentConfig, space } = plan;
    this.#plan = plan;
    this.#shared = shared;
    this.#program = program;
    this.#specs = specs;
    this.#replay = createSource(agent.replay(agentConfig), plan.experience, streams.replay(config.seed));
    this.#log = log;
    this.#noise = state ? new Random(state.noise) : streams.learnerNoise(config.seed);
    this.#updates = state?.updates ?? 0;
    if (state) this.#replay.load(state.replay, (row) => log.read(row));
    const fresh = () => initialParameters(agent.parameters(agentConfig, space), streams.parameters(config.seed));
    const vectors = state?.vectors ?? agent.initialState(fresh());
    for (const [name, values] of Object.entries(vectors)) program.setState(name, values);
    this.#stateNames = Object.keys(vectors);
  }

  /** Operations of an update that the engine's device leaves to the processor. */
  get onProcessor(): readonly string[] {
    return this.#program.facts.onProcessor ?? [];
  }

  /** Takes in the experience of the iteration before, which lies in `half`. */
  ingest(half: Half): void {
    const experience = sharedExperience(this.#shared, half, this.#plan);
    for (let row = 0; row < experience.rows; row++) this.#replay.append(experience, row);
    this.#log.append(experience);
  }

  /** @throws WorkbenchError `not-finite` as soon as a metric is not a finite number. */
  async update(count: number): Promise<LearnReport> {
    const started_ms = performance.now();
    const sums: Record<string, number> = Object.fromEntries(this.#plan.agent.metrics.map(({ name }) => [name, 0]));
    const { inputs, outputs } = this.#program;
    const before = this.#updates;
    while (this.#updates < before + count && this.#replay.ready) {
      const update = this.#updates + 1;
      this.#replay.sample(inputs as Batch);
      fillNoise(this.#specs, inputs, this.#plan.space.action, this.#noise);
      inputs['update']![0] = update;
      const hyperparameters = this.#plan.agent.hyperparameters(this.#plan.agentConfig, update);
      for (const name in hyperparameters) inputs[name]![0] = hyperparameters[name]!;
      await this.#program.run();
      this.#updates = update;
      for (const name in sums) sums[name]! += this.#finite(name, outputs[name]![0]!);
      this.#replay.updatePriorities?.(outputs['priority'] as Float32Array);
    }
    return {
      updates: this.#updates - before,
      sums,
      busy_ms: performance.now() - started_ms,
      replayFill: this.#replay.fill,
    };
  }

  /** Makes the present parameters visible to the simulation threads. */
  async publish(half: Half): Promise<void> {
    sharedParameters(this.#shared, half).set(await this.#program.state('parameters'));
  }

  /** A copy of the learner's state; the experience that goes with it is on disk when this returns. */
  async save(): Promise<LearnerState> {
    this.#log.sync();
    const vectors: Record<string, Float32Array> = {};
    for (const name of this.#stateNames) vectors[name] = (await this.#program.state(name)).slice();
    return {
      updates: this.#updates,
      vectors,
      noise: this.#noise.state,
      replay: this.#replay.state,
    };
  }

  /** Removes experience from disk that no checkpoint from `rowsWritten` on needs. */
  forgetBefore(rowsWritten: number): void {
    this.#log.dropBefore(rowsWritten - this.#replay.rowCapacity);
  }

  async dispose(): Promise<void> {
    this.#log.close();
    await this.#program.dispose();
  }

  #finite(name: string, value: number): number {
    if (Number.isFinite(value)) return value;
    throw new WorkbenchError(
      'not-finite',
      `${name} became ${value} at update ${this.#updates}: learning has diverged.`,
      'Resume from the last checkpoint, or start again with a lower learning rate.',
    );
  }
}
