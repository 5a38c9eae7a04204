import { expect } from 'vitest';
import type { Program, TensorSpec } from '../../../contracts/agent.ts';
import { Random } from '../../../contracts/random.ts';
import type { Tensor } from '../../tf.ts';
import type { CompiledProgram } from '../engine.ts';
import { onnxCpu } from '../onnx-cpu.ts';
import { reference } from '../reference.ts';

/** An input of a test: float32 uniform in [low, high), or integers from `low` up to but without `high`. */
export interface RandomInput extends TensorSpec {
  readonly low: number;
  readonly high: number;
}

export const float = (shape: readonly number[], low = -2, high = 2): RandomInput => ({
  shape,
  dtype: 'float32',
  low,
  high,
});
export const int = (shape: readonly number[], low: number, high: number): RandomInput => ({
  shape,
  dtype: 'int32',
  low,
  high,
});

type Function = (inputs: Readonly<Record<string, Tensor>>) => Record<string, Tensor>;

export function stateless(inputs: Readonly<Record<string, TensorSpec>>, run: Function): Program<Tensor> {
  return { inputs, state: [], run };
}

export function fillRandomly(
  program: CompiledProgram,
  inputs: Readonly<Record<string, RandomInput>>,
  seed: number,
): void {
  const random = new Random(seed);
  for (const [name, { dtype, low, high }] of Object.entries(inputs)) {
    const values = program.inputs[name]!;
    for (let i = 0; i < values.length; i++) {
      values[i] = dtype === 'int32' ? low + random.integer(high - low) : random.between(low, high);
    }
  }
}

/** Both engines give the same outputs, up to 1e-5 of each number's size or of one. */
export async function expectSameOutputs(
  inputs: Readonly<Record<string, RandomInput>>,
  run: Function,
  seed = 1,
): Promise<void> {
  const program = stateless(inputs, run);
  const [expected, actual] = [await reference.compile(program), await onnxCpu.compile(program)];
  for (const compiled of [expected, actual]) {
    fillRandomly(compiled, inputs, seed);
    await compiled.run();
  }
  for (const [name, values] of Object.entries(expected.outputs)) {
    expect(actual.outputs[name]!.constructor, `${name}: type`).toBe(values.constructor);
    expectClose(actual.outputs[name]!, values, name);
  }
  await actual.dispose();
}

export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  name: string,
  tolerance = 1e-5,
): void {
  expect(actual.length, name).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i]!, expected[i]!];
    const isClose = Object.is(a, e) || Math.abs(a - e) <= tolerance * Math.max(1, Math.abs(e));
    if (!isClose) expect.fail(`${name}[${i}] is ${a} instead of ${e}`);
  }
}
