import { WorkbenchError } from '../../contracts/errors.ts';
import type { RunRecord } from '../../contracts/run.ts';
import type { RunStore } from '../../main/runs/index.ts';
import { cellConfig, cellName, type Cell } from './cells.ts';

/** The run of a cell: that of an earlier call, or a new one. Null if the agent cannot take the task's actions. */
export function runOf(store: RunStore, tag: string, cell: Cell, steps?: number): RunRecord | null {
  const name = cellName(cell);
  const earlier = store.list().find((run) => run.name === name && run.tags.includes(tag));
  if (earlier) return earlier;
  try {
    const run = store.create(cellConfig(cell, steps), name);
    run.setTags([tag, cell.variant.id]);
    return run.record;
  } catch (error) {
    if (!(error instanceof WorkbenchError && error.code === 'unsupported')) throw error;
    console.log(`${name}: ${error.message}`);
    return null;
  }
}
