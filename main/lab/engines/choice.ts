import type { EngineChoice, EngineId, RunConfig } from '../../../contracts/run.ts';
import { getEngine } from '../../../agents/engine/index.ts';

/** The engine of the processor: every machine has it. */
export const PROCESSOR: EngineId = 'onnx-cpu';

/** One engine for both, but for acting the processor's where the engine cannot act. */
export function choiceOf(engine: EngineId): EngineChoice {
  return { acting: getEngine(engine).canAct ? engine : PROCESSOR, learning: engine };
}

/**
 * What to go on with when an engine has failed: the processor, since what took one card's driver may take another's;
 * null if that is what failed.
 */
export function choiceAfter({ learning, acting }: EngineChoice): EngineChoice | null {
  return learning === PROCESSOR && acting === PROCESSOR ? null : choiceOf(PROCESSOR);
}

/**
 * What evaluates and shows a run's policy: a few environments are quick on the processor, and the run may have been
 * trained on a machine with other engines.
 */
export function showingEngine({ engine }: RunConfig): EngineId {
  return engine === 'reference' ? engine : PROCESSOR;
}
