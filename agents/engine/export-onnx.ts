import type { Program } from '../../contracts/agent.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { Tensor } from '../tf.ts';
import { type OnnxNode, type Value, nodesBehind } from './graph/graph.ts';
import { encodeModel } from './onnx-model.ts';
import { trace } from './trace.ts';

export interface ExportOptions {
  /** Key-value pairs for the file (`metadata_props`). */
  readonly metadata: Readonly<Record<string, string>>;
  /** Inputs that become part of the file, such as the parameters. */
  readonly constants?: Readonly<Record<string, Float32Array>>;
}

/**
 * The program as one self-contained ONNX file for any runtime (opset 18: onnxruntime from 1.14 on). Inputs and outputs
 * keep their names; booleans come out as int32.
 *
 * @throws WorkbenchError `unsupported` if the program has state, or operations that ONNX lacks.
 */
export function exportOnnx(program: Program<Tensor>, { metadata, constants }: ExportOptions): Uint8Array {
  if (program.state.length > 0) {
    throw new WorkbenchError(
      'unsupported',
      `The program has the state '${program.state[0]}', which an ONNX file cannot keep.`,
      'Export a program without state, such as the one that acts.',
    );
  }
  const graph = trace(program, { constants: constants ?? {} });
  const nodes = nodesBehind(Object.values(graph.outputs)).map((node) => {
    if (node.kind === 'onnx') return node;
    throw new WorkbenchError(
      'unsupported',
      `The program uses ${node.op.kernelName}, which is not an ONNX operation.`,
      'Export the variant of the program that is composed of plain operations.',
    );
  });
  const named = Object.entries(graph.outputs).map(([name, value], i) => copyNode(name, value, -1 - i));
  return encodeModel({
    nodes: [...nodes, ...named.map(({ node }) => node)],
    inputs: graph.inputs,
    outputs: Object.fromEntries(named.map(({ name, output }) => [name, output])),
    metadata,
  });
}

/** Gives a value a name of its own: it may already be an input, a constant, or another output. */
function copyNode(name: string, value: Value, id: number): { name: string; node: OnnxNode; output: Value } {
  const output = { id, shape: value.shape, dtype: value.dtype };
  const node: OnnxNode = { kind: 'onnx', id, opType: 'Identity', inputs: [value], outputs: [output], attributes: {} };
  return { name, node, output };
}
