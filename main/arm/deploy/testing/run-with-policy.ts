import { onTestFinished } from 'vitest';
import type { RunConfigInput } from '../../../../contracts/run.ts';
import { newestPolicy } from '../../../lab/policy.ts';
import { temporaryStore, tinyConfig } from '../../../lab/testing/tiny-run.ts';
import { saveCheckpoint } from '../../../runs/checkpoints.ts';
import type { Run } from '../../../runs/run.ts';

/** A run that has learned nothing yet, but has a policy. */
export function runWithPolicy(changes: Partial<RunConfigInput> = {}): Run {
  const run = runWithoutPolicy(changes);
  const { parameters: data } = newestPolicy(run);
  const tensors = { 'learner/parameters': { shape: [data.length], data } };
  saveCheckpoint(run, { environmentSteps: 1, updates: 1, tensors, state: {} });
  return run;
}

export function runWithoutPolicy(changes: Partial<RunConfigInput> = {}): Run {
  const { store, dispose } = temporaryStore();
  onTestFinished(dispose);
  return store.create(tinyConfig(changes));
}
