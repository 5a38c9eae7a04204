import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as tf from '../tf.ts';
import { cuda } from './cuda.ts';
import type { Engine } from './engine.ts';
import { onnxWebgpu } from './onnx-webgpu.ts';
import { reference } from './reference.ts';
import { expectClose, float, stateless } from './testing/compare.ts';
import { comparedEngines } from './testing/engine-cases.ts';

const normal = [0, 1, -1, 3e38, -3e38, 1e-20, 88.5, -104];
const subnormal = [1e-40, -1e-44];
const notFinite = [NaN, Infinity, -Infinity];

/** Shapes with axes of length zero and one. */
const shapes = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 });

const operations: Readonly<Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  tanh: (a) => tf.tanh(a),
  exp: (a) => tf.exp(a),
  relu: (a) => tf.relu(a),
  equal: (a, b) => tf.cast(tf.equal(a, b), 'int32'),
  isNaN: (a) => tf.cast(tf.isNaN(a), 'int32'),
  where: (a, b) => tf.where(tf.greater(a, b), a, b),
  concat: (a, b) => tf.concat([a, b], 0),
  transpose: (a) => tf.transpose(a),
};

/**
 * WGSL promises nothing of NaN and infinities; graphics cards and TensorFlow take subnormal numbers for zero, so that a
 * product with a large one differs.
 */
function valuesFor(engine: Engine): number[] {
  if (engine === onnxWebgpu) return normal;
  return engine === cuda ? [...normal, ...notFinite] : [...normal, ...subnormal, ...notFinite];
}

describe.each(comparedEngines)('engine $title', ({ engine, isMissing, tolerances }) => {
  const values = valuesFor(engine);

  it.skipIf(isMissing)('gives what the reference gives for empty tensors and extreme values', () =>
    fc.assert(
      fc.asyncProperty(shapes, fc.infiniteStream(fc.constantFrom(...values)), async (shape, stream) => {
        const inputs = { a: float(shape), b: float(shape) };
        const program = stateless(inputs, ({ a, b }) =>
          Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, run(a!, b!)])),
        );
        const [expected, actual] = [await reference.compile(program), await engine.compile(program)];
        for (const name of ['a', 'b']) {
          const drawn = [...stream.take(expected.inputs[name]!.length)];
          for (const { inputs } of [expected, actual]) inputs[name]!.set(drawn);
        }
        for (const compiled of [expected, actual]) await compiled.run();
        for (const [name, results] of Object.entries(expected.outputs)) {
          expectClose(actual.outputs[name]!, results, `${name} of [${shape}]`, tolerances.kernels);
        }
        await actual.dispose();
      }),
      { seed: 4, numRuns: 25 },
    ),
  );

  it.skipIf(isMissing)('stays within an answer of NaN where an input is NaN', async () => {
    const program = await engine.compile(stateless({ x: float([3]) }, ({ x }) => ({ y: tf.mul(tf.tanh(x!), 2) })));
    program.inputs['x']!.set([0, NaN, 0]);
    await program.run();
    expect([...program.outputs['y']!]).toEqual([0, NaN, 0]);
    await program.dispose();
  });
});
