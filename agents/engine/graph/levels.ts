import { type CustomNode, type Graph, type GraphNode, type OnnxNode, type Value, nodesBehind } from './graph.ts';
import { isView } from './views.ts';

/** One stretch of a program: ONNX nodes, then the custom operations that need them. */
export interface Level {
  readonly nodes: readonly OnnxNode[];
  readonly customs: readonly CustomNode[];
  /** What `nodes` take from elsewhere, constants aside; views of the program's inputs among them. */
  readonly inputs: readonly Value[];
  /** Outputs of `nodes` that a custom operation, a later level or the program's outputs need. */
  readonly outputs: readonly Value[];
}

/**
 * Cuts a graph at its custom operations, which no ONNX runtime can run. A custom operation runs as early as it can; an
 * ONNX node as late, so that few values cross from one level to another.
 */
export function levelsOf(graph: Graph): Level[] {
  const results = Object.values(graph.outputs);
  const nodes = nodesBehind(results).filter((node) => !isView(node));
  const earliest = earliestLevels(nodes);
  const last = Math.max(0, ...earliest.values());
  const level = latestLevels(nodes, earliest, last);
  return Array.from({ length: last + 1 }, (_, index) => {
    const here = nodes.filter((node) => level.get(node) === index);
    const onnx = here.filter((node) => node.kind === 'onnx');
    const others = nodes.filter((node) => node.kind === 'custom' || level.get(node) !== index);
    const wanted = new Set([...results, ...others.flatMap((node) => node.inputs)]);
    const own = new Set(onnx.flatMap((node) => node.outputs));
    return {
      nodes: onnx,
      customs: here.filter((node) => node.kind === 'custom'),
      inputs: unique(onnx.flatMap((node) => node.inputs)).filter((value) => !value.data && !own.has(value)),
      outputs: [...own].filter((value) => wanted.has(value)),
    };
  });
}

/** A node's level is the number of custom operations on the longest way to it. */
function earliestLevels(nodes: readonly GraphNode[]): Map<GraphNode, number> {
  const levels = new Map<GraphNode, number>();
  const readyAt = ({ producer }: Value) => {
    const level = producer && levels.get(producer);
    return level === undefined ? 0 : level + Number(producer!.kind === 'custom');
  };
  for (const node of nodes) levels.set(node, Math.max(0, ...node.inputs.map(readyAt)));
  return levels;
}

/** The level of the first use of each ONNX node; custom nodes stay at their earliest. */
function latestLevels(nodes: readonly GraphNode[], earliest: Map<GraphNode, number>, last: number) {
  const levels = new Map<GraphNode, number>();
  const firstUse = new Map<GraphNode, number>();
  for (const node of nodes.toReversed()) {
    const level = node.kind === 'custom' ? earliest.get(node)! : (firstUse.get(node) ?? last);
    levels.set(node, level);
    for (const { producer } of node.inputs) {
      if (producer) firstUse.set(producer, Math.min(level, firstUse.get(producer) ?? last));
    }
  }
  return levels;
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
