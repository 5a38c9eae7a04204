import type { z } from 'zod';
import { aql } from '../agents/aql/aql.ts';
import { getEngine, type CompiledProgram } from '../agents/engine/index.ts';
import { initialParameters } from '../agents/nets/parameters.ts';
import { fillActions, fillNoise, fillNormal } from '../agents/noise.ts';
import { actionsOf, type SpaceKind } from '../agents/testing/spaces.ts';
import type { Tensor } from '../agents/tf.ts';
import type { ParameterSpec, Program, Space } from '../contracts/agent.ts';
import type { EngineId } from '../contracts/run.ts';
import { Random } from '../contracts/random.ts';
import { time_ms } from './time.ts';
import type { Turn } from './turns.ts';

export const BINS = 11;
export const OBSERVATION = 24;

/** A program of AQL with the paper's networks and candidates. */
export interface AqlProblem {
  readonly space: Space;
  readonly config: z.output<typeof aql.config>;
  readonly program: Program<Tensor>;
  readonly specs: readonly ParameterSpec[];
}

/** Settings other than the paper's. */
export type Changes = z.input<typeof aql.config>;

/** One update on `states` transitions. */
export function learnerProblem(
  states: number,
  dimensions: number,
  kind: SpaceKind = 'discrete',
  changes: Changes = {},
): AqlProblem {
  const { space, config, specs } = setting(states, dimensions, kind, changes);
  return { space, config, program: aql.learn(config, space), specs };
}

/** One decision for each of some environments. */
export function actingProblem(
  environments: number,
  dimensions: number,
  kind: SpaceKind = 'discrete',
  changes: Changes = {},
): AqlProblem {
  const { space, config, specs } = setting(environments, dimensions, kind, changes);
  return { space, config, program: aql.act(config, space, environments), specs };
}

function setting(batchSize: number, dimensions: number, kind: SpaceKind, changes: Changes) {
  const space = { observationSize: OBSERVATION, action: actionsOf(kind, Array<number>(dimensions).fill(BINS)) };
  const config = aql.config.parse({ ...changes, batchSize });
  return { space, config, specs: aql.parameters(config, space) };
}

/** The compiled update, every input and state filled. */
export async function compileLearner(
  { program, specs, space }: AqlProblem,
  threads: number,
  engine: EngineId = 'onnx-cpu',
): Promise<CompiledProgram> {
  const compiled = await getEngine(engine).compile(program, { threads });
  const { inputs } = compiled;
  const random = new Random(1);
  const state = aql.initialState(initialParameters(specs, random));
  for (const [name, values] of Object.entries(state)) compiled.setState(name, values);
  for (const name of ['observation_t', 'observation_tn', 'return_t']) {
    fillNormal(inputs[name] as Float32Array, random);
  }
  fillActions(inputs['action_t']!, space.action, random);
  inputs['discount_t']!.fill(0.9);
  inputs['importance']!.fill(1);
  inputs['update']!.fill(1);
  inputs['learningRate']!.fill(1e-4);
  fillNoise(program.inputs, inputs, space.action, random);
  return compiled;
}

/** The compiled decisions, every input filled. */
export async function compileActing(
  { program, specs, space }: AqlProblem,
  threads: number,
  engine: EngineId = 'onnx-cpu',
): Promise<CompiledProgram> {
  const compiled = await getEngine(engine).compile(program, { threads });
  const random = new Random(1);
  compiled.inputs['parameters']!.set(initialParameters(specs, random));
  fillNormal(compiled.inputs['observation_t'] as Float32Array, random);
  fillNoise(program.inputs, compiled.inputs, space.action, random);
  return compiled;
}

/** The two kinds of steps, by name. */
export const steps = {
  learn: { problem: learnerProblem, compile: compileLearner },
  act: { problem: actingProblem, compile: compileActing },
} as const;
export type StepKind = keyof typeof steps;

/** Turns of a step. Random numbers are part of acting; while learning other threads can draw them. */
export function stepTurn(kind: StepKind, { program, space }: AqlProblem, compiled: CompiledProgram): Turn {
  const random = new Random(2);
  const work = async () => {
    if (kind === 'act') fillNoise(program.inputs, compiled.inputs, space.action, random);
    await compiled.run();
  };
  return { turn_ms: () => time_ms(work) };
}
