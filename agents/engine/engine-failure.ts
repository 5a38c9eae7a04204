import type { EngineId } from '../../contracts/run.ts';
import { WorkbenchError } from '../../contracts/errors.ts';

const CANNOT = 'cannot compute the program';

/** Words of native libraries, and of V8, by what they mean. Dawn calls a buffer invalid that could not be had, onnxruntime's WebGPU
 * counts elements in 32 bits. */
const MEANINGS = [
  {
    words: /device.{0,20}lost|lost.{0,20}device|CUDA_ERROR|DEVICE_REMOVED/i,
    what: 'lost its device',
    remedy: 'Look whether the graphics driver was restarted or updated; go on with another engine.',
  },
  {
    words:
      /out of memory|\bOOM\b|bad.?alloc|RESOURCE_EXHAUSTED|(?:failed to|could not) allocate|allocation failed|Invalid Buffer|narrowing_error|Invalid typed array length|WebAssembly\.Memory.*upper bound/i,
    what: 'ran out of memory',
    remedy: 'Choose a smaller batch or fewer candidates, or go on with another engine.',
  },
  {
    words: /not registered|not.?implemented|could not find an implementation/i,
    what: CANNOT,
    remedy: 'Go on with another engine.',
  },
];
const OTHERWISE = { what: 'failed', remedy: 'Go on with another engine.' };

/** What an engine's library threw, as an error that names the engine and says whether another one can go on. */
export function engineFailure(engine: EngineId, thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown.code === 'unsupported' ? cannot(engine, thrown) : thrown;
  const message = inOneLine(thrown instanceof Error ? thrown.message : String(thrown));
  const { what, remedy } = MEANINGS.find(({ words }) => words.test(message)) ?? OTHERWISE;
  return new WorkbenchError('engine-failed', `Engine ${engine} ${what}: ${message}`, remedy, { cause: thrown });
}

function cannot(engine: EngineId, cause: WorkbenchError): WorkbenchError {
  return new WorkbenchError('engine-failed', `Engine ${engine} ${CANNOT}: ${cause.message}`, cause.remedy, { cause });
}

/** Does what an engine's library may fail at. @throws WorkbenchError `engine-failed` */
export async function asEngine<T>(engine: EngineId, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw engineFailure(engine, error);
  }
}

/** Without the places in onnxruntime's source, and without Dawn's account of what it was doing. */
export function inOneLine(message: string): string {
  return message
    .replace(/\/onnxruntime_src\S+:\d+ .*?\)(?: const)?(?: .* was false\.)? /s, '')
    .replace(/\n - While.*/s, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
