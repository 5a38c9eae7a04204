import type { AgentDefinition } from '../../contracts/agent.ts';
import { Random } from '../../contracts/random.ts';
import { onnxCpu } from '../engine/onnx-cpu.ts';
import { initialParameters } from '../nets/parameters.ts';
import { createSource, type Batch } from '../replay/create-source.ts';
import type { Tensor } from '../tf.ts';
import { fillActions, fillNoise, uniformLogProbability } from '../noise.ts';
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
  const settings = agent.replay(config);
  const worlds = new Worlds(problem, ENVIRONMENTS, Random.stream(seed, 2), settings.kind === 'unrolls');
  const replay = createSource(settings, worlds.shape, random);

  /** What the policy does at these observations, each [ENVIRONMENTS, D]: as it holds best, and as it explores. */
  async function act(observation: ArrayLike<number>) {
    actor.inputs['parameters']!.set(await learner.state('parameters'));
    actor.inputs['observation_t']!.set(observation);
    fillNoise(actProgram.inputs, actor.inputs, space.action, noise);
    await actor.run();
    const {
      action_t,
      exploringAction_t = action_t,
      exploringLogProbability_t,
    } = actor.outputs as Record<string, Float32Array>;
    return { greedy: action_t!, exploring: exploringAction_t!, logProbability: exploringLogProbability_t };
  }

  async function collect(isDrawn: (environment: number) => boolean): Promise<void> {
    const { action, greedyAction, logProbability, observation } = worlds.row;
    const { greedy, exploring, logProbability: ownLogProbability } = await act(observation);
    greedyAction.set(greedy);
    if (ownLogProbability) logProbability.set(ownLogProbability);
    for (let e = 0; e < ENVIRONMENTS; e++) {
      const [from, to] = [e * dimensions, (e + 1) * dimensions];
      if (isDrawn(e)) {
        fillActions(action.subarray(from, to), space.action, random);
        if (ownLogProbability) logProbability[e] = uniformLogProbability(space.action);
      } else action.set(exploring.subarray(from, to), from);
    }
    replay.append(worlds.row, 0);
    worlds.step();
  }

  let update = 0;
  async function learn(): Promise<void> {
    update++;
    replay.sample(learner.inputs as Batch);
    fillNoise(learnProgram.inputs, learner.inputs, space.action, noise);
    const scalars = Object.entries({ update, ...agent.hyperparameters(config, update) });
    for (const [name, value] of scalars) learner.inputs[name]![0] = value;
    await learner.run();
    replay.updatePriorities?.(learner.outputs['priority'] as Float32Array);
  }

  for (let step = 0; step < warmupSteps; step++) await collect(() => true);
  const updates = (steps - warmupSteps) * updatesPerStep;
  for (let turn = 1; turn <= updates; turn++) {
    if (turn % updatesPerStep === 0)
      await collect((e) => random.uniform() < agent.exploration(config, e, ENVIRONMENTS));
    if (replay.ready) await learn();
  }

  return async (observations) => {
    const { greedy } = await act(observations.flat());
    return observations.map((_, i) => [...greedy.subarray(i * dimensions, (i + 1) * dimensions)]);
  };
}
