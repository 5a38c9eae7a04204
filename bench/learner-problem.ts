import { aql } from '../agents/aql/aql.ts';
import { getEngine, type CompiledProgram } from '../agents/engine/index.ts';
import { initialParameters } from '../agents/nets/parameters.ts';
import { fillNoise } from '../agents/noise.ts';
import { Random } from '../contracts/random.ts';

export const BINS = 11;
export const OBSERVATION = 24;

/** One update of AQL with the paper's networks and candidates, on random data. */
export function learnerProblem(states: number, dimensions: number) {
  const action = Array.from({ length: dimensions }, (_, d) => ({
    name: `joint${d}`,
    unit: 'rad',
    low: -1,
    high: 1,
    bins: BINS,
  }));
  const space = { observationSize: OBSERVATION, action };
  const config = aql.config.parse({ batchSize: states });
  return { space, config, program: aql.learn(config, space), specs: aql.parameters(config, space) };
}
export type LearnerProblem = ReturnType<typeof learnerProblem>;

/** The compiled update, every input and state filled. */
export async function compileLearner(problem: LearnerProblem, threads: number): Promise<CompiledProgram> {
  const { program, specs, space } = problem;
  const compiled = await getEngine('onnx-cpu').compile(program, { threads });
  const { inputs } = compiled;
  const random = new Random(1);
  const state = aql.initialState(initialParameters(specs, random));
  for (const [name, values] of Object.entries(state)) compiled.setState(name, values);
  for (const name of ['observation_t', 'observation_tn', 'return_t']) {
    const input = inputs[name]!;
    for (let i = 0; i < input.length; i++) input[i] = random.normal();
  }
  inputs['action_t']!.forEach((_, i, actions) => (actions[i] = random.integer(BINS)));
  inputs['discount_t']!.fill(0.9);
  inputs['importance']!.fill(1);
  inputs['update']!.fill(1);
  inputs['learningRate']!.fill(1e-4);
  fillNoise(program.inputs, inputs, space.action, random);
  return compiled;
}
