import * as tf from '../../tf.ts';
import { type CustomKernel, type CustomOp, registerCustomOp } from '../custom-op.ts';

const kernelName = 'TestRowMaximum';

/** A toy custom operation: the largest element of each row of `x` + `offset`, and its index. */
export const rowMaximumOp: CustomOp & { live: number } = {
  kernelName,
  /** Instances that are not disposed of. */
  live: 0,
  outputs: ({ x }) => [
    { shape: [x!.shape[0]!], dtype: 'float32' },
    { shape: [x!.shape[0]!], dtype: 'int32' },
  ],
  async instantiate({ x, offset }) {
    rowMaximumOp.live++;
    const [rows = 0, columns = 0] = x!.shape;
    const kernel: CustomKernel = {
      inputs: {
        x: new Float32Array(rows * columns),
        offset: new Float32Array(tf.util.sizeFromShape([...offset!.shape])),
      },
      outputs: [new Float32Array(rows), new Int32Array(rows)],
      run: () => compute(kernel.inputs.x!, kernel.inputs.offset!, kernel.outputs[0]!, kernel.outputs[1]!),
      dispose: () => void rowMaximumOp.live--,
    };
    return kernel;
  },
};

type Numbers = tf.TypedArray;

function compute(x: Numbers, offset: Numbers, maxima: Numbers, indices: Numbers): void {
  const columns = x.length / maxima.length;
  for (let row = 0; row < maxima.length; row++) {
    const values = Float32Array.from(x.subarray(row * columns, (row + 1) * columns), (value, i) => value + offset[i]!);
    maxima[row] = Math.max(...values);
    indices[row] = values.indexOf(maxima[row]!);
  }
}

registerCustomOp(rowMaximumOp);
tf.registerKernel({
  kernelName,
  backendName: 'cpu',
  kernelFunc({ inputs, backend }) {
    const cpu = backend as tf.KernelBackend;
    const rows = inputs.x!.shape[0]!;
    const [maxima, indices] = [new Float32Array(rows), new Int32Array(rows)];
    const read = (tensor: tf.TensorInfo) => cpu.readSync(tensor.dataId) as Numbers;
    compute(read(inputs.x!), read(inputs.offset!), maxima, indices);
    return [
      { dataId: cpu.write(maxima, [rows], 'float32'), shape: [rows], dtype: 'float32' },
      { dataId: cpu.write(indices, [rows], 'int32'), shape: [rows], dtype: 'int32' },
    ];
  },
});

/** @param x [rows, columns]. @param offset [columns]. @returns maxima and indices, both [rows]. */
export function rowMaximum(x: tf.Tensor, offset: tf.Tensor): [tf.Tensor, tf.Tensor] {
  return tf.engine().runKernel(kernelName, { x, offset }) as unknown as [tf.Tensor, tf.Tensor];
}
