import { WorkbenchError } from '../../contracts/errors.ts';
import type { Engine } from './engine.ts';
import { onnxCpu } from './onnx-cpu.ts';
import { reference } from './reference.ts';

export type { CompileOptions, CompiledProgram, Engine, ProgramFacts } from './engine.ts';

/** Every engine, the fastest first. */
export const engines: readonly Engine[] = [onnxCpu, reference];

/** @throws WorkbenchError `unknown-name`. */
export function getEngine(id: string): Engine {
  const engine = engines.find((candidate) => candidate.id === id);
  if (engine) return engine;
  const known = engines.map((candidate) => candidate.id).join(', ');
  throw new WorkbenchError('unknown-name', `There is no engine '${id}'.`, `Choose one of: ${known}.`);
}
