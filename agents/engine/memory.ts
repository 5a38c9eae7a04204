import type { Program } from '../../contracts/agent.ts';
import type { Tensor } from '../tf.ts';
import type { CustomKernel, TensorData } from './custom-op.ts';
import { type ConstantData, type CustomNode, type DataType, type Graph, type Value, sizeOf } from './graph/graph.ts';
import type { Level } from './graph/levels.ts';
import { viewOf } from './graph/views.ts';
import { placeOfUpdate } from './in-place.ts';

/**
 * Where a value lives in even and in odd runs. State is read from one place and written to another, which change their
 * roles after each run; everything else, and state that a kernel updates in place, has one place.
 */
export type Place = readonly [even: ConstantData, odd: ConstantData];

/** A copy between two places. */
export interface Move {
  readonly from: Place;
  readonly to: Place;
}

/** Where every value of a program lives, so that as few as possible are ever copied. */
export interface MemoryPlan {
  /** Of all inputs, all outputs, and what crosses levels. */
  readonly places: ReadonlyMap<Value, Place>;
  readonly inputs: Readonly<Record<string, TensorData>>;
  readonly outputs: Readonly<Record<string, TensorData>>;
  /** Before the run, by name. */
  readonly state: ReadonlyMap<string, Place>;
  /** What a custom operation needs copied into its own memory before it runs. */
  readonly movesBefore: ReadonlyMap<CustomNode, readonly Move[]>;
  /** At the end of a run. */
  readonly movesAfter: readonly Move[];
}

/** Lays out a program's memory around the memory that its custom kernels already have. */
export function planMemory(
  program: Program<Tensor>,
  graph: Graph,
  levels: readonly Level[],
  kernels: ReadonlyMap<CustomNode, CustomKernel>,
): MemoryPlan {
  const places = new Map<Value, Place>();
  const movesBefore = new Map<CustomNode, Move[]>();
  const movesAfter: Move[] = [];

  const place = (value: Value): Place => {
    if (!places.has(value)) places.set(value, fixed(allocate(value)));
    return places.get(value)!;
  };
  /** Where a value lives if that is settled: a view lives in its input. */
  const settled = (value: Value): Place | undefined => {
    const view = places.has(value) ? undefined : viewOf(value);
    if (view) {
      const [even, odd] = place(view.input);
      const part = (data: ConstantData) => data.subarray(view.offset, view.offset + sizeOf(value.shape));
      const first = part(even);
      places.set(value, [first, odd === even ? first : part(odd)]);
    }
    return places.get(value);
  };
  /** Gives `value` the place `to`, or has it copied there if it already lives elsewhere. */
  const bring = (value: Value, to: Place, moves: Move[]): void => {
    const from = value.data ? fixed(value.data) : settled(value);
    if (!from) places.set(value, to);
    else if (from[0] !== to[0] || from[1] !== to[1]) moves.push({ from, to });
  };

  const state = new Map<string, Place>();
  for (const name of program.state) {
    const before = graph.inputs[name]!;
    const updated = placeOfUpdate(name, graph, levels, kernels);
    const [a, b] = [updated ?? allocate(before), updated ?? allocate(before)];
    const home: Place = graph.outputs[name] === before ? [a, a] : [a, b];
    state.set(name, home);
    places.set(before, home);
  }
  for (const [node, kernel] of kernels) {
    const moves: Move[] = [];
    node.inputs.forEach((value, i) => bring(value, fixed(kernel.inputs[node.inputNames[i]!]!), moves));
    node.outputs.forEach((value, i) => places.set(value, fixed(kernel.outputs[i]!)));
    movesBefore.set(node, moves);
  }
  for (const [name, [a, b]] of state) bring(graph.outputs[name]!, [b, a], movesAfter);

  for (const value of levels.flatMap((level) => level.inputs)) settled(value);
  for (const value of [...Object.values(graph.inputs), ...levels.flatMap((level) => level.outputs)]) place(value);
  /** The one place where the host finds an input or output. */
  const view = (value: Value): TensorData => {
    const home = settled(value);
    if (home && home[0] === home[1]) return home[0] as TensorData;
    const own = allocate(value) as TensorData;
    bring(value, fixed(own), movesAfter);
    return own;
  };
  const views = (values: Readonly<Record<string, Value>>) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => !state.has(name))
        .map(([name, value]) => [name, view(value)]),
    );
  return { places, inputs: views(graph.inputs), outputs: views(graph.outputs), state, movesBefore, movesAfter };
}

const fixed = (data: ConstantData): Place => [data, data];

const arrays: Readonly<Record<DataType, new (length: number) => ConstantData>> = {
  float32: Float32Array,
  int32: Int32Array,
  bool: Uint8Array,
  int64: BigInt64Array,
};

function allocate({ shape, dtype }: Value): ConstantData {
  return new arrays[dtype](sizeOf(shape));
}
