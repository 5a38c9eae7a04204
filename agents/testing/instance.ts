import type { ActOptions, AgentDefinition, Program, Space } from '../../contracts/agent.ts';
import { Random } from '../../contracts/random.ts';
import type { CompiledProgram, Engine } from '../engine/engine.ts';
import { initialParameters } from '../nets/parameters.ts';
import type { Tensor } from '../tf.ts';
import { fillActions, fillNoise } from '../noise.ts';

/** An agent, its configuration, and the space it acts in. */
export interface Subject {
  readonly agent: AgentDefinition<Tensor>;
  readonly config: Record<string, unknown>;
  readonly space: Space;
}

/** A compiled program whose inputs a test has filled with plausible random values. */
export interface Instance {
  readonly program: Program<Tensor>;
  readonly compiled: CompiledProgram;
}

export const BATCH = 4;

export function freshParameters({ agent, config, space }: Subject, seed = 1): Float32Array {
  return initialParameters(agent.parameters(config, space), new Random(seed));
}

export async function acting(subject: Subject, engine: Engine, options?: ActOptions): Promise<Instance> {
  const program = subject.agent.act(subject.config, subject.space, BATCH, options);
  const compiled = await engine.compile(program);
  compiled.inputs['parameters']!.set(freshParameters(subject));
  const instance = { program, compiled };
  fillInputs(instance, subject, new Random(2));
  return instance;
}

/** At its first update. */
export async function learning(subject: Subject, engine: Engine): Promise<Instance> {
  const program = subject.agent.learn(subject.config, subject.space);
  const compiled = await engine.compile(program);
  const state = subject.agent.initialState(freshParameters(subject));
  for (const [name, values] of Object.entries(state)) compiled.setState(name, values);
  const instance = { program, compiled };
  fillForUpdate(instance, subject, 1);
  return instance;
}

/** Fills every input of `learn` for update number `update`, alike for equal numbers. */
export function fillForUpdate(instance: Instance, subject: Subject, update: number): void {
  fillInputs(instance, subject, new Random(100 + update));
  const { inputs } = instance.compiled;
  const scalars = Object.entries({ update, ...subject.agent.hyperparameters(subject.config, update) });
  for (const [name, value] of scalars) inputs[name]![0] = value;
}

function fillInputs({ program, compiled: { inputs } }: Instance, { space }: Subject, random: Random): void {
  fillNoise(program.inputs, inputs, space.action, random);
  for (const [name, values] of Object.entries(inputs)) {
    if (program.inputs[name]!.noise || name === 'parameters') continue;
    if (/^(greedyA|a)ction_t$/.test(name)) fillActions(values, space.action, random);
    else values.forEach((_, i) => (values[i] = random.between(...rangeOf(name))));
  }
}

function rangeOf(name: string): readonly [number, number] {
  if (name.startsWith('discount') || name === 'importance' || name === 'isChoice_t') return [0.5, 1];
  return [-1, 1];
}

/** Everything that a run leaves: outputs and state, copied. */
export async function results({ program, compiled }: Instance): Promise<Record<string, number[]>> {
  const state: [string, number[]][] = [];
  for (const name of program.state) state.push([name, [...(await compiled.state(name))]]);
  const outputs = Object.entries(compiled.outputs).map(([name, values]) => [name, [...values]] as [string, number[]]);
  return Object.fromEntries<number[]>([...state, ...outputs]);
}
