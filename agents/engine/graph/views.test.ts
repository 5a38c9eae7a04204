import { describe, expect, it } from 'vitest';
import type { Program } from '../../../contracts/agent.ts';
import * as tf from '../../tf.ts';
import { onnxCpu } from '../onnx-cpu.ts';
import { reference } from '../reference.ts';
import { expectClose, fillRandomly, float, stateless } from '../testing/compare.ts';
import { rowMaximum } from '../testing/row-maximum.ts';
import { trace } from '../trace.ts';
import { viewOf } from './views.ts';

const inputs = { x: float([12]), table: float([3, 4]) };
const viewIn = (run: (x: tf.Tensor, table: tf.Tensor) => tf.Tensor) => {
  const graph = trace(stateless(inputs, ({ x, table }) => ({ y: run(x!, table!) })));
  const view = viewOf(graph.outputs['y']!);
  return view && { of: view.input === graph.inputs['x'] ? 'x' : 'table', offset: view.offset };
};

describe('a view', () => {
  it('is a part of a flat input, or an input in another shape', () => {
    expect(viewIn((x) => tf.slice(x, [2], [5]))).toEqual({ of: 'x', offset: 2 });
    expect(viewIn((x) => tf.reshape(tf.slice(x, [2], [6]), [2, 3]))).toEqual({ of: 'x', offset: 2 });
    expect(viewIn((x) => tf.slice(tf.slice(x, [2], [6]), [3], [2]))).toEqual({ of: 'x', offset: 5 });
    expect(viewIn((_, table) => tf.slice(tf.reshape(table, [12]), [4], [3]))).toEqual({ of: 'table', offset: 4 });
  });

  it('is nothing that must be computed', () => {
    expect(viewIn((x) => tf.reverse(x))).toBeUndefined();
    expect(viewIn((_, table) => tf.slice(table, [0, 1], [3, 2]))).toBeUndefined();
    expect(viewIn((x) => tf.slice(tf.neg(x), [2], [5]))).toBeUndefined();
    expect(viewIn((x) => x)).toBeUndefined();
  });

  it('costs a program no operation', async () => {
    const program = await onnxCpu.compile(stateless(inputs, ({ x }) => ({ part: tf.slice(x!, [2], [3]) })));
    program.inputs['x']!.set(Array.from({ length: 12 }, (_, i) => i));
    await program.run();
    expect([...program.outputs['part']!]).toEqual([2, 3, 4]);
    expect(program.facts.nodeCount).toBe(0);
    await program.dispose();
  });
});

/** Parts of a state and of inputs, in operations of both kinds and as outputs. */
const parts: Program<tf.Tensor> = {
  inputs: { weights: { shape: [26], dtype: 'float32' }, x: float([20]) },
  state: ['weights'],
  run({ weights, x }) {
    const [matrix, offset, scale] = tf.split(weights!, [20, 5, 1]);
    const [best, index] = rowMaximum(tf.reshape(matrix!, [4, 5]), offset!);
    const [byInput] = rowMaximum(tf.reshape(x!, [4, 5]), tf.slice(x!, [3], [5]));
    const next = tf.sub(weights!, tf.mul(0.1, tf.concat([x!, offset!, scale!])));
    return {
      weights: next,
      best,
      index,
      byInput,
      offset: offset!,
      row: tf.slice(x!, [5], [5]),
      reversed: tf.reverse(x!),
    };
  },
};

it('programs of views compute what the reference does, run after run', async () => {
  const programs = [await reference.compile(parts), await onnxCpu.compile(parts)] as const;
  for (const program of programs)
    program.setState(
      'weights',
      Array.from({ length: 26 }, (_, i) => Math.sin(i)),
    );
  for (let seed = 1; seed <= 3; seed++) {
    for (const program of programs) {
      fillRandomly(program, { x: float([20]) }, seed);
      await program.run();
    }
    const [expected, actual] = programs;
    for (const [name, values] of Object.entries(expected.outputs)) expectClose(actual.outputs[name]!, values, name);
    expectClose(await actual.state('weights'), await expected.state('weights'), 'weights');
  }
  for (const program of programs) await program.dispose();
});
