import type { TensorSpecs } from '../../../contracts/agent.ts';
import type { Random } from '../../../contracts/random.ts';
import type { Decision } from '../../../contracts/stream.ts';
import type { CompiledProgram } from '../../../agents/engine/engine.ts';
import { getEngine } from '../../../agents/engine/index.ts';
import { fillActions, fillNoise } from '../../../agents/noise.ts';
import { createEnvironment, type Environment } from '../../../sims/environment.ts';
import { showingEngine } from '../engines/choice.ts';
import type { Plan } from '../plan.ts';
import { streams } from '../streams.ts';

/** How an episode is played: these and its policy determine every step of it. */
export interface PlayedEpisode {
  readonly seed: number;
  readonly exploring: boolean;
  /** [P]; one policy plays the whole episode. */
  readonly parameters: Float32Array;
}

/** One environment and an agent that says what it chose from. */
export class Player {
  readonly environment: Environment;
  readonly #plan: Plan;
  /** Chooses, and tells what it chose from. */
  readonly #telling: CompiledProgram;
  readonly #noiseSpecs: TensorSpecs;
  /** Chooses the same in a fraction of the time. */
  readonly #silent: CompiledProgram;
  readonly #epsilon: number;
  #episode: PlayedEpisode | null = null;

  static async create(plan: Plan): Promise<Player> {
    const { config, agent, agentConfig, space } = plan;
    const telling = agent.act(agentConfig, space, 1, { details: true, exploring: true });
    const silent = agent.act(agentConfig, space, 1, { exploring: true });
    const engine = getEngine(showingEngine(config));
    const [environment, ...compiled] = await Promise.all([
      createEnvironment(config.task, config.taskConfig, streams.playedStart(config.seed)),
      engine.compile(telling, { threads: 1 }),
      engine.compile(silent, { threads: 1 }),
    ]);
    return new Player(plan, environment, compiled[0], telling.inputs, compiled[1]);
  }

  private constructor(
    plan: Plan,
    environment: Environment,
    telling: CompiledProgram,
    noiseSpecs: TensorSpecs,
    silent: CompiledProgram,
  ) {
    this.#plan = plan;
    this.environment = environment;
    this.#telling = telling;
    this.#noiseSpecs = noiseSpecs;
    this.#silent = silent;
    this.#epsilon = plan.agent.exploration(plan.agentConfig, 0, plan.config.environments);
  }

  get isOver(): boolean {
    return this.environment.timeStep.stepType === 'last';
  }

  /** Plays by this episode's policy and random numbers from now on, wherever the environment stands. */
  take(episode: PlayedEpisode): void {
    for (const { inputs } of [this.#telling, this.#silent]) inputs['parameters']!.set(episode.parameters);
    this.#episode = episode;
  }

  /** Begins the episode. */
  begin(episode: PlayedEpisode): void {
    this.take(episode);
    this.environment.reset(streams.playedStart(episode.seed));
  }

  /** What the policy does at the present time step: what `decide` says is executed. */
  async choose(): Promise<Float32Array> {
    const random = this.#observe();
    const { inputs } = this.#silent;
    // Both programs draw the same, though this one needs less of it.
    for (const name in inputs) if (name !== 'parameters') inputs[name]!.set(this.#telling.inputs[name]!);
    await this.#silent.run();
    return this.#execute(this.#silent, random);
  }

  /** What the policy does at the present time step, and why; its ghosts are left out. */
  async decide(): Promise<Decision> {
    const random = this.#observe();
    await this.#telling.run();
    const { outputs } = this.#telling;
    const copy = (name: string) => (outputs[name]?.slice() ?? new Float32Array()) as Float32Array;
    const greedy = copy('action_t');
    const executed = this.#execute(this.#telling, random);
    const measure = 'proposalLogProbability' in outputs ? 'logProbability' : 'q';
    const proposalQ = copy(measure === 'q' ? 'proposalQ' : 'proposalLogProbability');
    return {
      measure,
      proposals: copy('proposals'),
      proposalQ,
      searchMean: copy('searchMean'),
      searchDeviation: copy('searchDeviation'),
      uniform: copy('uniform'),
      uniformQ: copy('uniformQ'),
      marginals: copy('marginals'),
      entropy: copy('entropy'),
      utilities: copy('utilities'),
      slices: copy('slices'),
      stateValue: outputs['stateValue']?.[0] ?? null,
      greedy,
      greedyQ: measure === 'q' ? outputs['q_t']![0]! : proposalQ[0]!,
      executed,
      ghosts: [],
    };
  }

  async dispose(): Promise<void> {
    this.environment.dispose();
    await Promise.all([this.#telling.dispose(), this.#silent.dispose()]);
  }

  /** Gives the telling program the present time step. @returns the random numbers of this step that are left */
  #observe(): Random {
    const { inputs } = this.#telling;
    const random = streams.playedStep(this.#episode!.seed, this.environment.episodeStep);
    inputs['observation_t']!.set(this.environment.timeStep.observation_t);
    fillNoise(this.#noiseSpecs, inputs, this.#plan.space.action, random);
    return random;
  }

  /** What is done of what a program has chosen. */
  #execute({ outputs }: CompiledProgram, random: Random): Float32Array {
    const { exploring } = this.#episode!;
    const chosen = (exploring && outputs['exploringAction_t']) || outputs['action_t']!;
    const executed = chosen.slice() as Float32Array;
    if (exploring && random.uniform() < this.#epsilon) fillActions(executed, this.#plan.space.action, random);
    return executed;
  }
}
