import type { Attributes, CustomOp } from '../custom-op.ts';

/** Element types that occur inside graphs; `int64` only for shapes, axes and indices. */
export type DataType = 'float32' | 'int32' | 'bool' | 'int64';
export type Shape = readonly number[];

/** The elements of a constant, row-major. */
export type ConstantData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** A tensor of a graph: a node's output if it has a `producer`, a constant if it has `data`, otherwise an input. */
export interface Value {
  /** Grows in the order of recording. */
  readonly id: number;
  readonly shape: Shape;
  readonly dtype: DataType;
  readonly producer?: GraphNode;
  readonly data?: ConstantData;
}

/** An ONNX attribute; a plain number is an integer. */
export type OnnxAttribute = number | { readonly float: number } | readonly number[] | string;
export type OnnxAttributes = Readonly<Record<string, OnnxAttribute>>;

export interface OnnxNode {
  readonly kind: 'onnx';
  readonly id: number;
  readonly opType: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly attributes: OnnxAttributes;
}

/** A call of a custom operation. */
export interface CustomNode {
  readonly kind: 'custom';
  readonly id: number;
  readonly op: CustomOp;
  readonly inputNames: readonly string[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly attrs: Attributes;
}

export type GraphNode = OnnxNode | CustomNode;

/** A traced program. */
export interface Graph {
  readonly inputs: Readonly<Record<string, Value>>;
  readonly outputs: Readonly<Record<string, Value>>;
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The nodes that the given values depend on, in the order of recording: nothing else is ever computed. */
export function nodesBehind(values: Iterable<Value>): GraphNode[] {
  const found = new Set<GraphNode>();
  const pending = [...values];
  for (let value = pending.pop(); value; value = pending.pop()) {
    const node = value.producer;
    if (!node || found.has(node)) continue;
    found.add(node);
    pending.push(...node.inputs);
  }
  return [...found].sort((a, b) => a.id - b.id);
}
