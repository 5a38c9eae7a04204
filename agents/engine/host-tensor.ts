import * as ort from 'onnxruntime-node';
import type { TensorSpec, TensorSpecs } from '../../contracts/agent.ts';
import { sizeOf } from './graph/graph.ts';

/** A tensor of zeros in the host's memory. */
export function hostTensor({ shape, dtype }: TensorSpec): ort.Tensor {
  const size = sizeOf(shape);
  return dtype === 'int32'
    ? new ort.Tensor('int32', new Int32Array(size), shape)
    : new ort.Tensor('float32', new Float32Array(size), shape);
}

export function hostTensors(specs: TensorSpecs): Record<string, ort.Tensor> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, hostTensor(spec)]));
}
