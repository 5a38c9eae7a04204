import { getEngine } from '../agents/engine/index.ts';
import * as tf from '../agents/tf.ts';
import type { Turn } from './turns.ts';
import { time_ms } from './time.ts';

/** Long enough a product to be at the peak. */
const SIZE = 2048;

export const peak_GFLOPs = (product_ms: number): number => (2 * SIZE ** 3) / product_ms / 1e6;

/** Turns that multiply two square matrices by onnxruntime. */
export async function matmulTurn(threads: number): Promise<Turn & { dispose(): Promise<void> }> {
  const spec = { shape: [SIZE, SIZE], dtype: 'float32' } as const;
  const run = ({ a, b }: Readonly<Record<string, tf.Tensor>>) => ({ c: tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D) });
  const product = await getEngine('onnx-cpu').compile({ inputs: { a: spec, b: spec }, state: [], run }, { threads });
  return { turn_ms: () => time_ms(() => product.run()), dispose: () => product.dispose() };
}
