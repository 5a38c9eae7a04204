import { onTestFinished } from 'vitest';
import { runConfigSchema } from '../../../contracts/run.ts';
import type { RunConfig } from '../../../contracts/run.ts';
import type { Run } from '../run.ts';
import { RunStore } from '../run-store.ts';

export const exampleConfig: RunConfig = runConfigSchema.parse({ task: 'reach', environmentSteps: 1_000 });

/** Opens a store that is closed after the test. */
export function openStore(dataFolder: string): RunStore {
  const store = RunStore.open(dataFolder);
  onTestFinished(() => store.close());
  return store;
}

/** A new run in a store of its own. */
export function exampleRun(dataFolder: string): Run {
  return openStore(dataFolder).create(exampleConfig);
}
