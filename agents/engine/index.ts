import { WorkbenchError } from '../../contracts/errors.ts';
import { cuda } from './cuda.ts';
import type { Engine } from './engine.ts';
import { onnxCpu } from './onnx-cpu.ts';
import { onnxWebgpu } from './onnx-webgpu.ts';
import { reference } from './reference.ts';

export type { CompileOptions, CompiledProgram, Engine, ProgramFacts } from './engine.ts';

/** Every engine: first the one that every machine has, last the oracle. */
export const engines: readonly Engine[] = [onnxCpu, onnxWebgpu, cuda, reference];

/** @throws WorkbenchError `unknown-name`. */
export function getEngine(id: string): Engine {
  const engine = engines.find((candidate) => candidate.id === id);
  if (engine) return engine;
  const known = engines.map((candidate) => candidate.id).join(', ');
  throw new WorkbenchError('unknown-name', `There is no engine '${id}'.`, `Choose one of: ${known}.`);
}
