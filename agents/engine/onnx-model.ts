import onnxProto from 'onnx-proto';
import type { ConstantData, DataType, OnnxAttribute, Shape, Value } from './graph/graph.ts';
import { ONNX_TYPES } from './graph/ops.ts';
import type { PlainGraph } from './graph/plain-graph.ts';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;

/** ONNX 1.13's operators, which onnxruntime reads from 1.14 on, and the file format of their time. */
const OPSET = 18;
const IR_VERSION = 8;

export interface OnnxModel extends PlainGraph {
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The bytes of an ONNX file (onnx.proto3, ModelProto). Every output must come from a node, each from another value. */
export function encodeModel({ nodes, inputs, outputs, metadata = {} }: OnnxModel): Uint8Array {
  const names = new Map<Value, string>();
  for (const [name, value] of [...Object.entries(inputs), ...Object.entries(outputs)]) names.set(value, name);
  const nameOf = (value: Value) => names.get(value) ?? `value_${value.id}`;
  const constants = new Set(nodes.flatMap((node) => node.inputs).filter((value) => value.data));
  const model = onnx.ModelProto.create({
    irVersion: IR_VERSION,
    opsetImport: [{ domain: '', version: OPSET }],
    producerName: 'AQL Workbench',
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: 'program',
      node: nodes.map(({ id, opType, inputs, outputs, attributes }) => ({
        name: `${opType}_${id}`,
        opType,
        input: inputs.map(nameOf),
        output: outputs.map(nameOf),
        attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attributeProto(value) })),
      })),
      initializer: [...constants].map((value) => tensorProto(nameOf(value), value)),
      input: Object.entries(inputs).map(valueInfo),
      output: Object.entries(outputs).map(valueInfo),
    },
  });
  return onnx.ModelProto.encode(model).finish();
}

function attributeProto(value: OnnxAttribute) {
  if (typeof value === 'number') return { type: AttributeType.INT, i: value };
  if (typeof value === 'string') return { type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { type: AttributeType.FLOAT, f: value.float };
  return { type: AttributeType.INTS, ints: [...value] };
}

function tensorProto(name: string, { shape, dtype, data }: Value) {
  return { name, dims: [...shape], dataType: ONNX_TYPES[dtype], rawData: bytes(data!) };
}

function valueInfo([name, { shape, dtype }]: [string, { readonly shape: Shape; readonly dtype: DataType }]) {
  const dim = shape.map((length) => ({ dimValue: length }));
  return { name, type: { tensorType: { elemType: ONNX_TYPES[dtype], shape: { dim } } } };
}

/** Little-endian, as ONNX asks for and every supported machine has it. */
function bytes({ buffer, byteOffset, byteLength }: ConstantData): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
