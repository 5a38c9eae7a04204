import type { TensorSpecs } from '../../contracts/agent.ts';
import type { EngineId } from '../../contracts/run.ts';
import { Random, type RandomState } from '../../contracts/random.ts';
import { fillNoise } from '../../agents/noise.ts';
import type { CompiledProgram } from '../../agents/engine/engine.ts';
import { getEngine } from '../../agents/engine/index.ts';
import type { Plan } from './plan.ts';

/** What the policy does at some states, as it holds best and as it explores, each [n, D]; valid until it acts again. */
export interface PolicyActions {
  readonly greedy: Float32Array;
  readonly exploring: Float32Array;
  /** Of the exploring actions, [n], if the agent tells. */
  readonly logProbability: Float32Array | undefined;
}

/** An agent's act program and its random numbers, for some environments together. */
export class Acting {
  readonly #plan: Plan;
  readonly #program: CompiledProgram;
  readonly #noiseSpecs: TensorSpecs;
  #noise: Random;

  static async create(plan: Plan, engine: EngineId, environments: number, noise: Random): Promise<Acting> {
    const { agent, agentConfig, space } = plan;
    const program = agent.act(agentConfig, space, environments, { exploring: true });
    const compiled = await getEngine(engine).compile(program, { threads: 1 });
    return new Acting(plan, compiled, program.inputs, noise);
  }

  private constructor(plan: Plan, program: CompiledProgram, noiseSpecs: TensorSpecs, noise: Random) {
    this.#plan = plan;
    this.#program = program;
    this.#noiseSpecs = noiseSpecs;
    this.#noise = noise;
  }

  /** The parameters to act with from now on, [P]. */
  set parameters(values: Float32Array) {
    this.#program.inputs['parameters']!.set(values);
  }

  /** @param observation_t [n, S] */
  async act(observation_t: Float32Array): Promise<PolicyActions> {
    const { inputs, outputs } = this.#program;
    inputs['observation_t']!.set(observation_t);
    fillNoise(this.#noiseSpecs, inputs, this.#plan.space.action, this.#noise);
    await this.#program.run();
    const {
      action_t,
      exploringAction_t = action_t,
      exploringLogProbability_t,
    } = outputs as Record<string, Float32Array>;
    return { greedy: action_t!, exploring: exploringAction_t!, logProbability: exploringLogProbability_t };
  }

  /** The place in its stream of random numbers. */
  get noise(): RandomState {
    return this.#noise.state;
  }

  set noise(state: RandomState) {
    this.#noise = new Random(state);
  }

  async dispose(): Promise<void> {
    await this.#program.dispose();
  }
}
