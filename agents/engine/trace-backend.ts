import { WorkbenchError } from '../../contracts/errors.ts';
import * as tf from '../tf.ts';
import type { Attributes, CustomOp } from './custom-op.ts';
import { GraphBuilder } from './graph/builder.ts';
import type { DataType, Shape, Value } from './graph/graph.ts';
import { constant } from './graph/ops.ts';
import type { Kernel } from './kernels/kernel.ts';

/** Name in tfjs's registry of the backend that also records custom operations. */
export const TRACE = 'trace';
/** And of the one that has none, so that what could be one is composed of other operations. */
export const PLAIN_TRACE = 'trace-plain';

/** tfjs's handle of a tensor's data; here it stands for a value of the graph. */
type DataId = tf.DataId;
type Recording = (g: GraphBuilder, inputs: Record<string, Value>) => Value | readonly Value[];

/** A tfjs backend that writes down what it is asked to compute. */
export class TraceBackend extends tf.KernelBackend {
  #graph = new GraphBuilder();
  readonly #values = new Map<DataId, { readonly value: Value; references: number }>();

  /** Forgets all tensors. @returns the graph that is recorded from now on. */
  begin(): GraphBuilder {
    this.#values.clear();
    return (this.#graph = new GraphBuilder());
  }

  /** A tensor that stands for `value`. */
  tensor(value: Value): tf.Tensor {
    return tf.engine().makeTensorFromTensorInfo(this.#info(value));
  }

  /** The value that a tensor stands for. What was computed outside the trace is a constant. */
  value({ dataId, shape, dtype }: tf.TensorInfo): Value {
    const known = this.#values.get(dataId);
    if (known) return known.value;
    const home = tf.engine().state.tensorInfo.get(dataId)?.backend;
    if (home && home !== this)
      return constant(this.#graph, shape, dtype as DataType, home.readSync(dataId) as tf.TypedArray);
    throw new WorkbenchError(
      'unsupported',
      `A tensor of shape [${shape}] is from an earlier run of the function that is compiled.`,
      'Make every tensor anew in each run, instead of keeping it in a variable outside.',
    );
  }

  record(kernel: Kernel, inputs: tf.NamedTensorInfoMap, attrs: Attributes): tf.TensorInfo | tf.TensorInfo[] {
    return this.#record((g, values) => kernel(g, values, attrs), inputs);
  }

  recordCustom(op: CustomOp, inputs: tf.NamedTensorInfoMap, attrs: Attributes): tf.TensorInfo | tf.TensorInfo[] {
    return this.#record((g, values) => g.custom(op, values, attrs), inputs);
  }

  #record(recording: Recording, inputs: tf.NamedTensorInfoMap): tf.TensorInfo | tf.TensorInfo[] {
    const values: Record<string, Value> = {};
    // Optional inputs are passed as null.
    for (const [name, info] of Object.entries(inputs)) if (info) values[name] = this.value(info);
    const results = recording(this.#graph, values);
    return isList(results) ? results.map((value) => this.#info(value)) : this.#info(results);
  }

  /** Always with a data id of its own: two tensors may stand for one value. */
  #info(value: Value): tf.TensorInfo {
    const dataId = {};
    this.#values.set(dataId, { value, references: 1 });
    return { dataId, shape: [...value.shape], dtype: value.dtype as tf.DataType };
  }

  override write(values: tf.BackendValues, shape: Shape, dtype: tf.DataType): DataId {
    return this.#info(constant(this.#graph, shape, dtype as DataType, values as tf.TypedArray)).dataId;
  }

  override move(dataId: DataId, values: tf.BackendValues, shape: Shape, dtype: tf.DataType, references: number): void {
    const value = constant(this.#graph, shape, dtype as DataType, values as tf.TypedArray);
    this.#values.set(dataId, { value, references });
  }

  override readSync(): never {
    throw new WorkbenchError(
      'unsupported',
      'The function that is compiled reads the values of a tensor that has none yet.',
      'Express what depends on them by tensor operations, such as tf.where, instead of dataSync, data or array.',
    );
  }

  override async read(): Promise<never> {
    return this.readSync();
  }

  override refCount(dataId: DataId): number {
    return this.#values.get(dataId)?.references ?? 0;
  }

  override incRef(dataId: DataId): void {
    const entry = this.#values.get(dataId);
    if (entry) entry.references++;
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const entry = this.#values.get(dataId);
    if (entry && --entry.references > 0 && !force) return false;
    this.#values.delete(dataId);
    return true;
  }

  override numDataIds(): number {
    return this.#values.size;
  }

  override timerAvailable(): boolean {
    return false;
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }
}

const isList = (results: Value | readonly Value[]): results is readonly Value[] => Array.isArray(results);
