import { WorkbenchError } from '../../contracts/errors.ts';
import { loadBest, loadCheckpoint } from '../runs/checkpoints.ts';
import type { Run } from '../runs/run.ts';
import { policyParameters } from './checkpoint.ts';

/**
 * The parameters [P] of a run's policy: of its best evaluation, or the newest where there was none yet or that is asked
 * for.
 * @throws WorkbenchError `unknown-name` if the run has not saved any, `damaged` if none can be read.
 */
export function loadPolicy(run: Run, which: 'best' | 'latest'): Float32Array {
  const loaded = (which === 'best' ? loadBest(run) : null) ?? loadCheckpoint(run);
  if (loaded) return policyParameters(loaded.checkpoint);
  throw new WorkbenchError('unknown-name', `Run ${run.id} has no policy yet.`, 'Train it until its first checkpoint.');
}
