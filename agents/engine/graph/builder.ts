import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Attributes, CustomOp } from '../custom-op.ts';
import type { TensorSpec } from '../../../contracts/agent.ts';
import type { ConstantData, CustomNode, DataType, OnnxAttributes, OnnxNode, Shape, Value } from './graph.ts';

type Numbers = ArrayLike<number>;

/** Longer constants are not compared with others. */
const LONGEST_SHARED_CONSTANT = 256;

/** Grows a graph by one value at a time. What would be computed twice, or is constant twice, exists once. */
export class GraphBuilder {
  #nextId = 0;
  readonly #nodes = new Map<string, OnnxNode>();
  readonly #constants = new Map<string, Value>();

  input(shape: Shape, dtype: DataType): Value {
    return { id: this.#nextId++, shape, dtype };
  }

  /** @throws WorkbenchError `unsupported` if `values` holds infinities or NaN. */
  constant(shape: Shape, dtype: DataType, values: Numbers): Value {
    const key = values.length <= LONGEST_SHARED_CONSTANT && `${dtype} ${shape} : ${Array.from(values)}`;
    const known = key && this.#constants.get(key);
    if (known) return known;
    const value = { id: this.#nextId++, shape, dtype, data: toData(shape, dtype, values) };
    if (key) this.#constants.set(key, value);
    return value;
  }

  scalar(value: number, dtype: DataType = 'float32'): Value {
    return this.constant([], dtype, [value]);
  }

  /** A list of shape, axis or index numbers. */
  int64(values: readonly number[]): Value {
    return this.constant([values.length], 'int64', values);
  }

  /** A node with one output. */
  node(
    opType: string,
    inputs: readonly Value[],
    shape: Shape,
    dtype: DataType,
    attributes: OnnxAttributes = {},
  ): Value {
    return this.nodeWithOutputs(opType, inputs, [{ shape, dtype }], attributes)[0]!;
  }

  nodeWithOutputs(
    opType: string,
    inputs: readonly Value[],
    outputs: readonly { readonly shape: Shape; readonly dtype: DataType }[],
    attributes: OnnxAttributes,
  ): readonly Value[] {
    const key = `${opType} ${inputs.map((input) => input.id)} ${JSON.stringify(attributes)}`;
    const known = this.#nodes.get(key);
    if (known) return known.outputs;
    const values: Value[] = [];
    const node: OnnxNode = { kind: 'onnx', id: this.#nextId++, opType, inputs, outputs: values, attributes };
    for (const { shape, dtype } of outputs) values.push({ id: this.#nextId++, shape, dtype, producer: node });
    this.#nodes.set(key, node);
    return values;
  }

  /** @throws WorkbenchError `unsupported` if an input is neither float32 nor int32. */
  custom(op: CustomOp, inputs: Readonly<Record<string, Value>>, attrs: Attributes): readonly Value[] {
    const values: Value[] = [];
    const node: CustomNode = {
      kind: 'custom',
      id: this.#nextId++,
      op,
      inputNames: Object.keys(inputs),
      inputs: Object.values(inputs),
      outputs: values,
      attrs,
    };
    for (const { shape, dtype } of op.outputs(customInputSpecs(node), attrs)) {
      values.push({ id: this.#nextId++, shape, dtype, producer: node });
    }
    return values;
  }
}

/** What a custom operation is told about its inputs. */
export function customInputSpecs({ op, inputNames, inputs }: CustomNode): Record<string, TensorSpec> {
  return Object.fromEntries(
    inputs.map(({ shape, dtype }, i) => {
      if (dtype === 'float32' || dtype === 'int32') return [inputNames[i]!, { shape, dtype }];
      throw new WorkbenchError(
        'unsupported',
        `Input '${inputNames[i]}' of ${op.kernelName} is ${dtype}.`,
        'Cast it to float32 or int32 first.',
      );
    }),
  );
}

function toData(shape: Shape, dtype: DataType, values: Numbers): ConstantData {
  if (dtype === 'int64') return BigInt64Array.from(values, BigInt);
  if (dtype === 'int32') return Int32Array.from(values);
  if (dtype === 'bool') return Uint8Array.from(values);
  const data = Float32Array.from(values);
  const flaw = data.find((element) => !Number.isFinite(element));
  if (flaw === undefined) return data;
  throw new WorkbenchError(
    'unsupported',
    `A constant of shape [${shape}] holds ${flaw}.`,
    'Use a large finite number in the function that is compiled, such as -1e9 to mask a logit.',
  );
}
