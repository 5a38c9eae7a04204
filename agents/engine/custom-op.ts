import type { TensorSpec, TensorSpecs } from '../../contracts/agent.ts';
import { registerKernel } from '../tf.ts';
import { TRACE, type TraceBackend } from './trace-backend.ts';

/** Attributes of an operation, as given to tfjs's `runKernel`. */
export type Attributes = Readonly<Record<string, unknown>>;
/** Inputs of an operation by name. */
export type NamedTensorSpecs = TensorSpecs;

/**
 * An operation that a graph runtime lacks, computed between two graphs. Agents call it by
 * `tf.engine().runKernel(kernelName, inputs, attrs)`, under a stop-gradient; the reference engine needs a `cpu` kernel
 * of the same name.
 */
export interface CustomOp {
  readonly kernelName: string;
  /** Shapes and types of the outputs. */
  outputs(inputs: NamedTensorSpecs, attrs: Attributes): readonly TensorSpec[];
  /** An instance for fixed shapes, with the memory its tensors live in and the threads it may use. */
  instantiate(inputs: NamedTensorSpecs, attrs: Attributes, threads: number): Promise<CustomKernel>;
}

/** The memory of a tensor, row-major. */
export type TensorData = Float32Array | Int32Array;

/** One call site of a custom operation. Its views stay in place until `dispose`. */
export interface CustomKernel {
  readonly inputs: Readonly<Record<string, TensorData>>;
  readonly outputs: readonly TensorData[];
  /** Computes `outputs` from `inputs`. */
  run(): void;
  dispose(): void;
}

/** Lets compiled programs contain `op`. */
export function registerCustomOp(op: CustomOp): void {
  registerKernel({
    kernelName: op.kernelName,
    backendName: TRACE,
    kernelFunc: ({ inputs, attrs, backend }) => (backend as TraceBackend).recordCustom(op, inputs, attrs ?? {}),
  });
}
