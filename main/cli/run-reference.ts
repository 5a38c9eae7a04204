import { dataFolder } from '../runs/data-folder.ts';
import { useEnginesOf } from '../lab/engines/folder.ts';
import type { Run } from '../runs/run.ts';
import { RunStore } from '../runs/run-store.ts';
import type { Output } from './output.ts';

/** The argument that names a run. */
export const runArgument = { name: 'RUN', description: 'A run: its id, the beginning of its id, or `latest`' };

/** Opens the store of a `--data` folder, or of the system's usual one. */
export function openStore(data: string | undefined, output: Output): RunStore {
  const folder = dataFolder(data);
  useEnginesOf(folder);
  const store = RunStore.open(folder);
  for (const warning of store.warnings) output.note(`warning: ${warning}`);
  return store;
}

/** Opens the run that `reference` names. @throws WorkbenchError `unknown-name`. */
export function openRun(data: string | undefined, reference: string, output: Output): Run {
  const store = openStore(data, output);
  return store.openRun(store.find(reference).id);
}
