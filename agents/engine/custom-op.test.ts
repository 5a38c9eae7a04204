import { describe, expect, it } from 'vitest';
import type { Program } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import { onnxCpu } from './onnx-cpu.ts';
import { reference } from './reference.ts';
import { expectClose, expectSameOutputs, fillRandomly, float, stateless } from './testing/compare.ts';
import { rowMaximum, rowMaximumOp } from './testing/row-maximum.ts';

const matrix = float([4, 5]);
const vector = float([5]);

/** Regression towards a target that a custom operation finds, in networks with gradients before and after it. */
const search: Program<tf.Tensor> = {
  inputs: {
    weights: { shape: [25], dtype: 'float32' },
    x: { shape: [4, 5], dtype: 'float32' },
    offset: { shape: [5], dtype: 'float32' },
  },
  state: ['weights'],
  run({ weights, x, offset }) {
    const predict = (w: tf.Tensor) => tf.tanh(tf.matMul(x!, tf.reshape(w, [5, 5])));
    const [target, chosen] = rowMaximum(predict(weights!), offset!);
    const loss = (w: tf.Tensor) => {
      const q = tf.sum(tf.mul(predict(w), tf.oneHot(chosen, 5)), 1);
      return tf.mean(tf.square(tf.sub(q, target))) as tf.Scalar;
    };
    const { value, grad } = tf.valueAndGrad(loss)(weights!);
    return { weights: tf.sub(weights!, tf.mul(grad, 0.1)), loss: value, chosen };
  },
};

describe('a custom operation', () => {
  it('stands between two graphs of a learning step', async () => {
    const [expected, actual] = [await reference.compile(search), await onnxCpu.compile(search)];
    expect(actual.facts).toMatchObject({ graphCount: 2, customKernelCount: 1 });
    for (const program of [expected, actual]) {
      program.setState(
        'weights',
        Array.from({ length: 25 }, (_, i) => Math.sin(i)),
      );
    }
    for (let seed = 1; seed <= 3; seed++) {
      for (const program of [expected, actual]) {
        fillRandomly(program, { x: matrix, offset: vector }, seed);
        await program.run();
      }
      expectClose(actual.outputs.loss!, expected.outputs.loss!, 'loss');
      expect(actual.outputs.chosen).toEqual(expected.outputs.chosen);
      expectClose(await actual.state('weights'), await expected.state('weights'), 'weights');
    }
    await actual.dispose();
  });

  it("lets the host write into the kernel's own memory", async () => {
    const program = await onnxCpu.compile(
      stateless({ x: matrix, offset: vector }, ({ x, offset }) => ({ index: rowMaximum(x!, offset!)[1] })),
    );
    expect(program.facts).toEqual({ nodeCount: 1, graphCount: 0, customKernelCount: 1 });
    fillRandomly(program, { x: matrix, offset: vector }, 1);
    await program.run();
    const row = Array.from(program.inputs.x!.subarray(0, 5), (value, i) => value + program.inputs.offset![i]!);
    expect(program.outputs.index![0]).toBe(row.indexOf(Math.max(...row)));
    await program.dispose();
  });

  it('takes inputs of every origin: host, graph, constant, state, and another custom operation', async () => {
    const program: Program<tf.Tensor> = {
      inputs: { x: { shape: [5, 5], dtype: 'float32' }, offset: { shape: [5], dtype: 'float32' } },
      state: ['offset'],
      run({ x, offset }) {
        const [first] = rowMaximum(x!, offset!);
        const [second] = rowMaximum(x!, first);
        const [third, index] = rowMaximum(tf.exp(x!), tf.tensor1d([1, 2, 3, 4, 5]));
        return { offset: second, total: tf.add(tf.mul(first, third), second), second, index };
      },
    };
    const [expected, actual] = [await reference.compile(program), await onnxCpu.compile(program)];
    expect(actual.facts.customKernelCount).toBe(3);
    for (let seed = 1; seed <= 3; seed++) {
      for (const compiled of [expected, actual]) {
        fillRandomly(compiled, { x: float([5, 5]) }, seed);
        await compiled.run();
      }
      for (const name of ['total', 'second', 'index']) {
        expectClose(actual.outputs[name]!, expected.outputs[name]!, name);
      }
      expectClose(await actual.state('offset'), await expected.state('offset'), 'offset');
    }
    await actual.dispose();
  });

  it('is not run if nothing needs it', async () => {
    const program = await onnxCpu.compile(
      stateless({ x: matrix, offset: vector }, ({ x, offset }) => {
        rowMaximum(x!, offset!);
        return { y: tf.neg(x!) };
      }),
    );
    expect(program.facts).toEqual({ nodeCount: 1, graphCount: 1, customKernelCount: 0 });
    await program.dispose();
  });

  it('passes booleans and indices from level to level', () =>
    expectSameOutputs({ x: matrix, offset: vector }, ({ x, offset }) => {
      const large = tf.greater(tf.sum(x!, 1), 0);
      const [maxima, index] = rowMaximum(tf.where(tf.expandDims(large, 1), x!, tf.neg(x!)), offset!);
      return { y: tf.where(large, maxima, tf.gather(offset!, index)) };
    }));

  it('refuses boolean inputs by name', async () => {
    const program = stateless({ x: matrix, offset: vector }, ({ x, offset }) => ({
      y: rowMaximum(tf.greater(x!, 0), offset!)[0],
    }));
    await expect(onnxCpu.compile(program)).rejects.toThrow("Input 'x' of TestRowMaximum is bool");
  });

  it('is disposed of with the program', () => expect(rowMaximumOp.live).toBe(0));
});
