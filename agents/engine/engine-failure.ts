import type { EngineId } from '../../contracts/run.ts';
import { WorkbenchError } from '../../contracts/errors.ts';

/** Words of native libraries for a device that is gone, and for memory that is not to be had. */
const LOST = /device.{0,20}lost|lost.{0,20}device|CUDA_ERROR|DEVICE_REMOVED/i;
const OUT_OF_MEMORY = /out of memory|\bOOM\b|bad.?alloc|RESOURCE_EXHAUSTED|failed to allocate/i;

/** What a native library threw, as an error that names the engine and says whether another one can go on. */
export function engineFailure(engine: EngineId, thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const message = withoutPlace(thrown instanceof Error ? thrown.message : String(thrown));
  const [what, remedy] = LOST.test(message)
    ? ['lost its device', 'Look whether the graphics driver was restarted or updated; go on with another engine.']
    : OUT_OF_MEMORY.test(message)
      ? ['ran out of memory', 'Choose a smaller batch or fewer candidates, or go on with another engine.']
      : ['failed', 'Go on with another engine.'];
  return new WorkbenchError('engine-failed', `Engine ${engine} ${what}: ${message}`, remedy, { cause: thrown });
}

/** onnxruntime's errors begin with the place in its source. */
export function withoutPlace(message: string): string {
  return message.replace(/^\/onnxruntime_src.* was false\. /s, '').trim();
}
