import { describe, expect, it } from 'vitest';
import * as tf from '../../tf.ts';
import { float, stateless } from '../testing/compare.ts';
import { rowMaximum } from '../testing/row-maximum.ts';
import { trace } from '../trace.ts';
import { type Level, levelsOf } from './levels.ts';

const inputs = { x: float([4, 5]), offset: float([5]) };
const levels = (run: (x: tf.Tensor, offset: tf.Tensor) => Record<string, tf.Tensor>) =>
  levelsOf(trace(stateless(inputs, ({ x, offset }) => run(x!, offset!))));
const operations = (level: Level | undefined) => level?.nodes.map((node) => node.opType);

describe('levels', () => {
  it('are one without custom operations', () => {
    const [only, ...others] = levels((x) => ({ y: tf.tanh(tf.exp(x)) }));
    expect(operations(only)).toEqual(['Exp', 'Tanh']);
    expect(others).toEqual([]);
  });

  it('compute before a custom operation only what it needs', () => {
    const [first, second] = levels((x, offset) => {
      const unrelated = tf.exp(x);
      const [maxima] = rowMaximum(tf.tanh(x), offset);
      return { y: tf.add(tf.sum(unrelated, 1), maxima) };
    });
    expect(operations(first)).toEqual(['Tanh']);
    expect(first?.customs).toHaveLength(1);
    expect(operations(second)).toEqual(['Exp', 'ReduceSum', 'Add']);
    expect(second?.customs).toEqual([]);
  });

  it('hand on what both sides of a cut use, and nothing else', () => {
    const [first, second] = levels((x, offset) => {
      const shared = tf.exp(x);
      const [, index] = rowMaximum(tf.neg(shared), offset);
      return { y: tf.add(tf.sum(shared, 1), tf.cast(index, 'float32')) };
    });
    expect(first?.outputs.map(({ producer }) => producer?.kind === 'onnx' && producer.opType)).toEqual(['Exp', 'Neg']);
    expect(second?.inputs.map(({ producer }) => producer?.kind).toSorted()).toEqual(['custom', 'onnx']);
  });

  it('put custom operations that do not need each other side by side', () => {
    const all = levels((x, offset) => ({ y: rowMaximum(x, offset)[0], z: rowMaximum(tf.neg(x), offset)[0] }));
    expect(all.map(({ customs }) => customs.length)).toEqual([2]);
  });

  it('follow one custom operation after the other', () => {
    const all = levels((x, offset) => {
      const [first] = rowMaximum(tf.slice(x, [0, 0], [4, 4]), tf.slice(offset, [0], [4]));
      return { y: rowMaximum(tf.slice(x, [0, 0], [4, 4]), tf.neg(first))[0] };
    });
    expect(all.map(({ customs }) => customs.length)).toEqual([1, 1]);
    expect(operations(all[1])).toEqual(['Neg']);
  });
});
