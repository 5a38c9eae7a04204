import type { AgentDefinition } from '../../contracts/agent.ts';
import { Random } from '../../contracts/random.ts';
import { onnxCpu } from '../engine/onnx-cpu.ts';
import { initialParameters } from '../nets/parameters.ts';
import { Replay, type TransitionBatch } from '../replay/replay.ts';
import type { Tensor } from '../tf.ts';
import { fillActions, fillNoise } from '../noise.ts';
import type { Problem } from './problem.ts';
import { Worlds } from './worlds.ts';

export interface TrainingOptions {
  readonly problem: Problem;
  readonly agent: AgentDefinition<Tensor>;
  /** Fields of the agent's configuration. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Steps of all environments; the first `warmupSteps` uniformly random, the later ones amid `updatesPerStep` updates. */
  readonly steps: number;
  readonly warmupSteps?: number;
  readonly updatesPerStep?: number;
  readonly seed?: number;
}

/** The greedy actions for at most {@link ENVIRONMENTS} observations. */
export type Policy = (observations: readonly (readonly number[])[]) => Promise<number[][]>;

/** Copies of the problem, stepped together. */
export const ENVIRONMENTS = 16;

/** Trains an agent on a problem in one thread, acting and learning in turn. */
export async function train(options: TrainingOptions): Promise<Policy> {
  const { problem, agent, steps, warmupSteps = 20, updatesPerStep = 2, seed = 1 } = options;
  const { space } = problem;
  const dimensions = space.action.length;
  const config = agent.config.parse(options.config);
  const [random, noise] = [Random.stream(seed, 0), Random.stream(seed, 1)];
  const [actProgram, learnProgram] = [
    agent.act(config, space, ENVIRONMENTS, { exploring: true }),
    agent.learn(config, space),
  ];
  const [actor, learner] = await Promise.all([onnxCpu.compile(actProgram), onnxCpu.compile(learnProgram)]);
  const start = agent.initialState(initialParameters(agent.parameters(config, space), random));
  for (const [name, values] of Object.entries(start)) learner.setState(name, values);
  const worlds = new Worlds(problem, ENVIRONMENTS, Random.stream(seed, 2));
  const replay = new Replay(agent.replay(config), worlds.shape, random);

  /** What the policy does at these observations, each [ENVIRONMENTS, D]: as it holds best, and as it explores. */
  async function act(observation: ArrayLike<number>): Promise<{ greedy: Float32Array; exploring: Float32Array }> {
    actor.inputs['parameters']!.set(await learner.state('parameters'));
    actor.inputs['observation_t']!.set(observation);
    fillNoise(actProgram.inputs, actor.inputs, space.action, noise);
    await actor.run();
    const { action_t, exploringAction_t = action_t } = actor.outputs as Record<string, Float32Array>;
    return { greedy: action_t!, exploring: exploringAction_t! };
  }

  async function collect(isDrawn: (environment: number) => boolean): Promise<void> {
    const { action, greedyAction, observation } = worlds.row;
    const { greedy, exploring } = await act(observation);
    greedyAction.set(greedy);
    for (let e = 0; e < ENVIRONMENTS; e++) {
      const [from, to] = [e * dimensions, (e + 1) * dimensions];
      if (isDrawn(e)) fillActions(action.subarray(from, to), space.action, random);
      else action.set(exploring.subarray(from, to), from);
    }
    replay.append(worlds.row, 0);
    worlds.step();
  }

  async function learn(update: number): Promise<void> {
    replay.sample(learner.inputs as unknown as TransitionBatch);
    fillNoise(learnProgram.inputs, learner.inputs, space.action, noise);
    const scalars = Object.entries({ update, ...agent.hyperparameters(config, update) });
    for (const [name, value] of scalars) learner.inputs[name]![0] = value;
    await learner.run();
    replay.updatePriorities(learner.outputs['priority'] as Float32Array);
  }

  for (let step = 0; step < warmupSteps; step++) await collect(() => true);
  const updates = (steps - warmupSteps) * updatesPerStep;
  for (let update = 1; update <= updates; update++) {
    if (update % updatesPerStep === 0)
      await collect((e) => random.uniform() < agent.exploration(config, e, ENVIRONMENTS));
    await learn(update);
  }

  return async (observations) => {
    const { greedy } = await act(observations.flat());
    return observations.map((_, i) => [...greedy.subarray(i * dimensions, (i + 1) * dimensions)]);
  };
}
