import type { Program } from '../../../contracts/agent.ts';
import { Random } from '../../../contracts/random.ts';
import * as tf from '../../tf.ts';
import type { CompiledProgram } from '../engine.ts';

const [BATCH, INPUTS, HIDDEN] = [16, 3, 8];
const shapes = [[INPUTS, HIDDEN], [HIDDEN], [HIDDEN, 1], [1]];
const sizes = shapes.map((shape) => tf.util.sizeFromShape(shape));
export const PARAMETER_COUNT = tf.util.sizeFromShape([sizes.reduce((total, size) => total + size, 0)]);
const flat = { shape: [PARAMETER_COUNT], dtype: 'float32' } as const;

/** One step of Adam (Kingma & Ba 2015, algorithm 1) on the squared error of a small network. */
export const regression: Program<tf.Tensor> = {
  inputs: {
    parameters: flat,
    moment1: flat,
    moment2: flat,
    x: { shape: [BATCH, INPUTS], dtype: 'float32' },
    y: { shape: [BATCH], dtype: 'float32' },
    update: { shape: [1], dtype: 'float32' },
  },
  state: ['parameters', 'moment1', 'moment2'],
  run({ parameters, moment1, moment2, x, y, update }) {
    const loss = (...[w1, b1, w2, b2]: tf.Tensor[]) => {
      const hidden = tf.relu(tf.add(tf.matMul(x!, w1!), b1!));
      const prediction = tf.reshape(tf.add(tf.matMul(hidden, w2!), b2!), [BATCH]);
      return tf.mean(tf.square(tf.sub(prediction, y!))) as tf.Scalar;
    };
    const arrays = tf.split(parameters!, sizes).map((part, i) => tf.reshape(part, shapes[i]!));
    const { value, grads } = tf.valueAndGrads(loss)(arrays);
    const gradient = tf.concat(grads.map((grad) => tf.reshape(grad, [-1])));
    const m1 = tf.add(tf.mul(moment1!, 0.9), tf.mul(gradient, 0.1));
    const m2 = tf.add(tf.mul(moment2!, 0.999), tf.mul(tf.square(gradient), 0.001));
    const unbiased1 = tf.div(m1, tf.sub(1, tf.pow(0.9, update!)));
    const unbiased2 = tf.div(m2, tf.sub(1, tf.pow(0.999, update!)));
    const change = tf.mul(tf.div(unbiased1, tf.add(tf.sqrt(unbiased2), 1e-8)), 0.01);
    return { parameters: tf.sub(parameters!, change), moment1: m1, moment2: m2, loss: value };
  },
};

/** Trains on batches that `seed` determines. @returns the losses. */
export async function train(program: CompiledProgram, updates: number, seed: number): Promise<number[]> {
  const random = new Random(seed);
  program.setState(
    'parameters',
    Array.from({ length: PARAMETER_COUNT }, () => random.between(-0.5, 0.5)),
  );
  const { x, y, update } = program.inputs;
  const losses: number[] = [];
  for (let i = 1; i <= updates; i++) {
    random.fillUniform(x as Float32Array);
    for (let row = 0; row < BATCH; row++) y![row] = Math.sin(3 * x![row * INPUTS]!);
    update![0] = i;
    await program.run();
    losses.push(program.outputs.loss![0]!);
  }
  return losses;
}
