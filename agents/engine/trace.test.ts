import { describe, expect, it } from 'vitest';
import * as tf from '../tf.ts';
import { nodesBehind } from './graph/graph.ts';
import { trace } from './trace.ts';
import { expectSameOutputs, float, stateless } from './testing/compare.ts';

const matrix = { shape: [2, 3], dtype: 'float32' } as const;
type Tensors = Readonly<Record<string, tf.Tensor>>;
const graphOf = (run: (inputs: Tensors) => Record<string, tf.Tensor>) => trace(stateless({ x: matrix }, run));
/** The operations of a function of a matrix, in order. */
const operations = (f: (x: tf.Tensor) => tf.Tensor) =>
  nodesBehind(Object.values(graphOf(({ x }) => ({ y: f(x!) })).outputs)).map((node) =>
    node.kind === 'onnx' ? node.opType : node.op.kernelName,
  );

describe('a trace', () => {
  it('refuses to read a tensor, and leaves tfjs as it was', () => {
    expect(() => graphOf(({ x }) => ({ y: tf.scalar(x!.dataSync()[0]!) }))).toThrowError(
      expect.objectContaining({ code: 'unsupported', remedy: expect.stringContaining('tf.where') }),
    );
    expect(tf.getBackend()).toBe('cpu');
  });

  it('names a kernel that has no compiled form', () => {
    expect(() => graphOf(({ x }) => ({ y: tf.multinomial(x as tf.Tensor2D, 3) }))).toThrowError(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining('Multinomial') }),
    );
  });

  it.each([Infinity, -Infinity, NaN])('refuses the constant %s', (number) => {
    expect(() => graphOf(({ x }) => ({ y: tf.add(x!, number) }))).toThrowError(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(String(number)) }),
    );
  });

  it('refuses state that is not returned, or with another shape', () => {
    const program = (run: (inputs: Tensors) => Record<string, tf.Tensor>) => ({
      inputs: { x: matrix },
      state: ['x'],
      run,
    });
    expect(() => trace(program(() => ({})))).toThrow("'x' goes in as float32 [2,3] and comes out as nothing");
    expect(() => trace(program(({ x }) => ({ x: tf.transpose(x!) })))).toThrow('comes out as float32 [3,2]');
  });

  it('takes tensors from outside as constants', async () => {
    const outside = tf.tensor1d([1, 2, 3]);
    await expectSameOutputs({ x: float([2, 3]) }, ({ x }) => ({ y: tf.mul(x!, outside) }));
    expect([...outside.dataSync()]).toEqual([1, 2, 3]);
    outside.dispose();
  });

  it('refuses tensors that an earlier trace left', () => {
    let kept: tf.Tensor | undefined;
    const run = ({ x }: Tensors) => ({ y: (kept ??= tf.keep(tf.exp(x!))) });
    graphOf(run);
    expect(() => graphOf(run)).toThrow('[2,3] is from an earlier run');
    kept?.dispose();
  });

  it('keeps clones and variables of one tensor apart', async () => {
    await expectSameOutputs({ x: float([2]) }, ({ x }) => {
      const copy = tf.clone(x!);
      const variable = tf.variable(copy);
      variable.assign(tf.add(variable, 1));
      const result = { x: tf.mul(x!, 2), copy: tf.mul(copy, 3), variable: tf.mul(variable, 4) };
      variable.dispose();
      return result;
    });
  });
});

describe('a traced graph', () => {
  it('has nothing that no output needs', () => {
    expect(
      operations((x) => {
        tf.exp(x);
        return tf.neg(x);
      }),
    ).toEqual(['Neg']);
  });

  it('computes nothing twice', () => {
    expect(operations((x) => tf.add(tf.exp(tf.mul(x, 2)), tf.exp(tf.mul(x, 2))))).toEqual(['Mul', 'Exp', 'Add']);
  });

  it('leaves out what changes nothing', () => {
    expect(operations((x) => tf.add(tf.mul(tf.reshape(tf.reshape(x, [6]), [2, 3]), 1), tf.zeros([2, 3])))).toEqual([]);
    expect(operations((x) => tf.slice(tf.cast(tf.transpose(x, [0, 1]), 'float32'), [0, 0]))).toEqual([]);
  });

  it('leaves broadcasting to the operation that follows', () => {
    expect(operations((x) => tf.mul(x, tf.fill([2, 3], 2)))).toEqual(['Mul']);
    expect(operations((x) => tf.add(x, tf.broadcastTo(tf.sum(x, 1, true), [2, 3])))).toEqual(['ReduceSum', 'Add']);
    // The row alone would not give the full shape.
    expect(operations((x) => tf.add(tf.broadcastTo(tf.mean(x), [2, 3]), tf.sum(x, 0)))).toContain('Expand');
  });

  it('has short gradients', () => {
    const gradient = (x: tf.Tensor) => tf.grad((t: tf.Tensor) => tf.sum(tf.square(t)))(x);
    expect(operations(gradient)).toEqual(['Mul']);
  });
});
