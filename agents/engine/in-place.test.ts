import { describe, expect, it } from 'vitest';
import type { Program } from '../../contracts/agent.ts';
import { adam } from '../adam/adam.ts';
import '../adam/fused.ts';
import * as tf from '../tf.ts';
import { onnxCpu } from './onnx-cpu.ts';
import { reference } from './reference.ts';
import { expectClose, fillRandomly, float } from './testing/compare.ts';

const SIZE = 6;
const vector = { shape: [SIZE], dtype: 'float32' } as const;
const scalar = { shape: [1], dtype: 'float32' } as const;

/** Steps of Adam towards x, and whatever is made of the parameters before and after. */
function descent(outputs: (before: tf.Tensor, after: tf.Tensor) => Record<string, tf.Tensor>): Program<tf.Tensor> {
  return {
    inputs: { parameters: vector, moment1: vector, moment2: vector, x: vector, update: scalar, learningRate: scalar },
    state: ['parameters', 'moment1', 'moment2'],
    run: ({ parameters, moment1, moment2, x, update, learningRate }) => {
      const state = { parameters: parameters!, moment1: moment1!, moment2: moment2! };
      const next = adam(state, tf.sub(parameters!, x!), { update: update!, learningRate: learningRate! });
      return { ...next, ...outputs(parameters!, next.parameters) };
    },
  };
}

const readers: Readonly<Record<string, Parameters<typeof descent>[0]>> = {
  'nobody reads it later': (before) => ({ norm: tf.sum(tf.square(before)) }),
  'a graph reads it later': (before, after) => ({ change: tf.sub(after, before) }),
  'a graph reads a part of it later': (before, after) => ({
    change: tf.sub(tf.slice(after, 1, 2), tf.slice(before, 1, 2)),
  }),
  'it is an output as well': (before) => ({ old: tf.reshape(before, [2, 3]) }),
};

describe('state that a kernel updates in place', () => {
  it.each(Object.entries(readers))('is right where %s', async (_, outputs) => {
    const program = descent(outputs);
    const [expected, actual] = [await reference.compile(program), await onnxCpu.compile(program)];
    expect(actual.facts.customKernelCount).toBe(1);
    for (let update = 1; update <= 3; update++) {
      for (const compiled of [expected, actual]) {
        fillRandomly(compiled, { x: float([SIZE]) }, update);
        compiled.inputs['update']![0] = update;
        compiled.inputs['learningRate']![0] = 0.1;
        await compiled.run();
      }
      for (const name of Object.keys(expected.outputs)) {
        expectClose(actual.outputs[name]!, expected.outputs[name]!, `${name} of update ${update}`);
      }
      for (const name of program.state) expectClose(await actual.state(name), await expected.state(name), name);
    }
    await actual.dispose();
  });

  it('lives in one place, and elsewhere in two by turns', async () => {
    const places = async (reader: string) => {
      const program = await onnxCpu.compile(descent(readers[reader]!));
      const before = await program.state('parameters');
      await program.run();
      const isSame = (await program.state('parameters')) === before;
      await program.dispose();
      return isSame ? 1 : 2;
    };
    expect(await places('nobody reads it later')).toBe(1);
    expect(await places('a graph reads a part of it later')).toBe(2);
  });
});
