import type { Program } from '../../../contracts/agent.ts';
import type { EngineFigures } from '../../../contracts/engines.ts';
import { Random } from '../../../contracts/random.ts';
import type { CompiledProgram, Engine } from '../../../agents/engine/index.ts';
import { initialParameters } from '../../../agents/nets/parameters.ts';
import { fillNoise } from '../../../agents/noise.ts';
import type { Tensor } from '../../../agents/tf.ts';
import { environmentsPerThread } from '../crew.ts';
import { learnerThreads } from '../learner-threads.ts';
import type { Plan } from '../plan.ts';

const MEASURE_FOR_MS = 400;

export async function measureEngine(engine: Engine, plan: Plan): Promise<EngineFigures> {
  const { agent, agentConfig, space, config } = plan;
  const learn = agent.learn(agentConfig, space);
  const learner = await engine.compile(learn, { threads: learnerThreads(config.simulationThreads) });
  const parameters = initialParameters(agent.parameters(agentConfig, space), new Random(1));
  for (const [name, values] of Object.entries(agent.initialState(parameters))) learner.setState(name, values);
  const learning_ms = await medianRun_ms(learner, learn, plan);
  await learner.dispose();
  if (!engine.canAct) return { learning_ms, acting_ms: null };

  const act = agent.act(agentConfig, space, environmentsPerThread(config), { exploring: true });
  const actor = await engine.compile(act, { threads: 1 });
  actor.inputs['parameters']!.set(parameters);
  const acting_ms = await medianRun_ms(actor, act, plan);
  await actor.dispose();
  return { learning_ms, acting_ms };
}

/** Observations and noise are drawn; all else is zero, which costs the same. */
async function medianRun_ms(compiled: CompiledProgram, program: Program<Tensor>, { space }: Plan): Promise<number> {
  const random = new Random(2);
  fillNoise(program.inputs, compiled.inputs, space.action, random);
  for (const [name, values] of Object.entries(compiled.inputs)) {
    if (name.startsWith('observation')) random.fillUniform(values as Float32Array);
  }
  // The update's number; Adam divides by what is zero before the first.
  compiled.inputs['update']?.fill(1);
  await compiled.run();
  const times_ms: number[] = [];
  const end_ms = performance.now() + MEASURE_FOR_MS;
  do {
    const start_ms = performance.now();
    await compiled.run();
    times_ms.push(performance.now() - start_ms);
  } while (performance.now() < end_ms);
  return times_ms.sort((a, b) => a - b)[times_ms.length >> 1]!;
}
