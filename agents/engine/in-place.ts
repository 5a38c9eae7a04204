import type { CustomKernel, TensorData } from './custom-op.ts';
import type { CustomNode, Graph, Value } from './graph/graph.ts';
import type { Level } from './graph/levels.ts';
import { viewOf } from './graph/views.ts';

/**
 * Where a custom kernel turns a program's state into its next value in its own memory: the state may live there, and
 * nothing is copied. A kernel says so by an output that is the same array as the input. Undefined if there is no such
 * kernel, or if somebody reads the state after it.
 *
 * @param name of the state
 */
export function placeOfUpdate(
  name: string,
  graph: Graph,
  levels: readonly Level[],
  kernels: ReadonlyMap<CustomNode, CustomKernel>,
): TensorData | undefined {
  const [before, after] = [graph.inputs[name]!, graph.outputs[name]!];
  const node = after.producer;
  if (node?.kind !== 'custom') return undefined;
  const { inputs, outputs } = kernels.get(node)!;
  const place = outputs[node.outputs.indexOf(after)]!;
  const input = node.inputNames[node.inputs.indexOf(before)];
  if (input === undefined || inputs[input] !== place) return undefined;
  return isReadAfter(node, before, graph, levels) ? undefined : place;
}

/** Whether a value, or part of it, is needed when `node` has run. */
function isReadAfter(node: CustomNode, value: Value, graph: Graph, levels: readonly Level[]): boolean {
  const isIt = (other: Value) => other === value || viewOf(other)?.input === value;
  const index = levels.findIndex(({ customs }) => customs.includes(node));
  const kernelsAfter = levels.slice(index).flatMap(({ customs }) => customs.filter((custom) => custom !== node));
  return [
    ...levels.slice(index + 1).flatMap(({ inputs }) => inputs),
    ...kernelsAfter.flatMap(({ inputs }) => inputs),
    ...Object.values(graph.outputs),
  ].some(isIt);
}
