import type { GraphNode, Value } from './graph.ts';

/** Elements of an input that lie side by side in its memory, from `offset` on: nothing need be computed. */
export interface View {
  readonly input: Value;
  readonly offset: number;
}

/** What an input's part is a view of, as the parameters in a flat vector are; undefined for all other values. */
export function viewOf({ producer }: Value): View | undefined {
  if (producer?.kind !== 'onnx') return undefined;
  const [source, starts, , , steps] = producer.inputs as [Value, ...Value[]];
  const isPart = producer.opType === 'Slice' && source.shape.length === 1 && !steps;
  if (!isPart && producer.opType !== 'Reshape') return undefined;
  const isInput = !source.producer && !source.data;
  const view = isInput ? { input: source, offset: 0 } : viewOf(source);
  if (!view) return undefined;
  return { ...view, offset: view.offset + (isPart ? Number(starts!.data![0]) : 0) };
}

export function isView(node: GraphNode): boolean {
  return node.outputs.some((value) => viewOf(value));
}
