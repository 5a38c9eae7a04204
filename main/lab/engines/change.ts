import type { RunConfig } from '../../../contracts/run.ts';
import { loadCheckpoint } from '../../runs/checkpoints.ts';
import type { Run } from '../../runs/run.ts';

/**
 * Lets a run go on with another engine from its next session on; its log tells.
 * @throws WorkbenchError `busy` while it is trained.
 */
export function changeEngine(run: Run, engine: RunConfig['engine']): void {
  const before = run.record.config.engine;
  if (engine === before) return;
  run.setEngine(engine);
  // Later entries would be taken back with the steps that the next session does again.
  const environmentSteps = loadCheckpoint(run)?.checkpoint.environmentSteps ?? 0;
  run.addEvent(environmentSteps, 'info', `From here on the engine is ${engine}, no longer ${before}.`);
}
