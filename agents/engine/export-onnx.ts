import type { Program } from '../../contracts/agent.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { Tensor } from '../tf.ts';
import { plainGraph } from './graph/plain-graph.ts';
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
  const graph = trace(program, { constants: constants ?? {}, plain: true });
  return encodeModel({ ...plainGraph(graph), metadata });
}
