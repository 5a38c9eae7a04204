import { WorkbenchError } from '../../../contracts/errors.ts';
import { type Graph, type GraphNode, type OnnxNode, type Value, nodesBehind } from './graph.ts';

/** A graph of ONNX nodes alone, whose every output comes from a node and from no other output's. */
export interface PlainGraph {
  /** In an order in which they can run. */
  readonly nodes: readonly OnnxNode[];
  readonly inputs: Readonly<Record<string, Value>>;
  readonly outputs: Readonly<Record<string, Value>>;
}

/**
 * The graph as ONNX asks for it: an output that is an input, a constant or another output too is copied.
 *
 * @throws WorkbenchError `unsupported` if it holds custom operations.
 */
export function plainGraph({ inputs, outputs }: Graph): PlainGraph {
  const nodes = nodesBehind(Object.values(outputs)).map(requireOnnx);
  const taken = new Set<Value>();
  const named = Object.entries(outputs).map(([name, value], i) => {
    const own = value.producer && !taken.has(value) ? value : copyOf(value, -1 - i, nodes);
    taken.add(own);
    return [name, own] as const;
  });
  return { nodes, inputs, outputs: Object.fromEntries(named) };
}

function copyOf(value: Value, id: number, nodes: OnnxNode[]): Value {
  const copy = { id, shape: value.shape, dtype: value.dtype };
  nodes.push({ kind: 'onnx', id, opType: 'Identity', inputs: [value], outputs: [copy], attributes: {} });
  return copy;
}

function requireOnnx(node: GraphNode): OnnxNode {
  if (node.kind === 'onnx') return node;
  throw new WorkbenchError(
    'unsupported',
    `The program uses ${node.op.kernelName}, which is not an ONNX operation.`,
    'Take the variant of the program that is composed of plain operations.',
  );
}
