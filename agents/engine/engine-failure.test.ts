import { describe, expect, it } from 'vitest';
import type { Program } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import { onnxWebgpu } from './onnx-webgpu.ts';
import { stateless } from './testing/compare.ts';
import { engineCases } from './testing/engine-cases.ts';
import { regression, train } from './testing/regression.ts';

/** A tensor of 2^46 floats: 2^48 bytes are more than a processor can address. */
const immense: Program<tf.Tensor> = stateless({ x: { shape: [1, 1], dtype: 'float32' } }, ({ x }) => ({
  sum: tf.sum(tf.tile(x!, [2 ** 23, 2 ** 23])),
}));

describe.each(engineCases)('$title', ({ engine, isMissing }) => {
  it.skipIf(isMissing)('runs out of memory with a clear message, and computes on', async () => {
    const attempt = engine.compile(immense).then((program) => program.run());
    await expect(attempt).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringMatching(new RegExp(`^Engine ${engine.id} ran out of memory: [^\\n]*$`)),
      remedy: expect.stringContaining('smaller batch'),
    });
    const program = await engine.compile(regression);
    expect((await train(program, 2, 1)).every(Number.isFinite)).toBe(true);
    await program.dispose();
  });
});

it('an operation that an engine lacks is named, so that the next engine is taken', async () => {
  const draws = stateless({ logits: { shape: [1, 3], dtype: 'float32' } }, ({ logits }) => ({
    drawn: tf.multinomial(logits as tf.Tensor2D, 1, 7),
  }));
  await expect(onnxWebgpu.compile(draws)).rejects.toMatchObject({
    code: 'engine-failed',
    message: expect.stringMatching(/^Engine onnx-webgpu cannot compute the program: .*Multinomial/),
  });
});
