import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunStore } from '../main/runs/index.ts';

/** Gives `work` a store of runs that is gone afterwards. */
export async function withTemporaryStore(work: (store: RunStore) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aql-bench-'));
  const store = RunStore.open(folder);
  try {
    await work(store);
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
