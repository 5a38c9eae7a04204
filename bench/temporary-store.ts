import { RunStore } from '../main/runs/index.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

/** Gives `work` a store of runs that is gone afterwards. */
export function withTemporaryStore(work: (store: RunStore) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const store = RunStore.open(folder);
    try {
      await work(store);
    } finally {
      store.close();
    }
  });
}
