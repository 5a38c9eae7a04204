import type { TensorSpecs } from '../../../contracts/agent.ts';
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
  readonly #program: CompiledProgram;
  readonly #noiseSpecs: TensorSpecs;
  readonly #epsilon: number;
  #episode: PlayedEpisode | null = null;

  static async create(plan: Plan): Promise<Player> {
    const { config, agent, agentConfig, space } = plan;
    const program = agent.act(agentConfig, space, 1, { details: true, exploring: true });
    const [environment, compiled] = await Promise.all([
      createEnvironment(config.task, config.taskConfig, streams.playedStart(config.seed)),
      getEngine(showingEngine(config)).compile(program, { threads: 1 }),
    ]);
    return new Player(plan, environment, compiled, program.inputs);
  }

  private constructor(plan: Plan, environment: Environment, program: CompiledProgram, noiseSpecs: TensorSpecs) {
    this.#plan = plan;
    this.environment = environment;
    this.#program = program;
    this.#noiseSpecs = noiseSpecs;
    this.#epsilon = plan.agent.exploration(plan.agentConfig, 0, plan.config.environments);
  }

  get isOver(): boolean {
    return this.environment.timeStep.stepType === 'last';
  }

  /** Plays by this episode's policy and random numbers from now on, wherever the environment stands. */
  take(episode: PlayedEpisode): void {
    this.#program.inputs['parameters']!.set(episode.parameters);
    this.#episode = episode;
  }

  /** Begins the episode. */
  begin(episode: PlayedEpisode): void {
    this.take(episode);
    this.environment.reset(streams.playedStart(episode.seed));
  }

  /** What the policy does at the present time step, and why; its ghosts are left out. */
  async decide(): Promise<Decision> {
    const { seed, exploring } = this.#episode!;
    const { action } = this.#plan.space;
    const { inputs, outputs } = this.#program;
    const random = streams.playedStep(seed, this.environment.episodeStep);
    inputs['observation_t']!.set(this.environment.timeStep.observation_t);
    fillNoise(this.#noiseSpecs, inputs, action, random);
    await this.#program.run();

    const copy = (name: string) => (outputs[name]?.slice() ?? new Float32Array()) as Float32Array;
    const greedy = copy('action_t');
    const executed = copy(exploring && 'exploringAction_t' in outputs ? 'exploringAction_t' : 'action_t');
    if (exploring && random.uniform() < this.#epsilon) fillActions(executed, action, random);
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
    await this.#program.dispose();
  }
}
