import { WorkbenchError } from '../../contracts/errors.ts';
import type { RunRecord } from '../../contracts/run.ts';
import type { RunStore } from '../../main/runs/index.ts';
import { cellConfig, cellName, type Cell } from './cells.ts';

/** The runs of cells: those of an earlier call, or new ones. Agents that cannot take a task's actions have none there. */
export function runsOf(store: RunStore, tag: string, cells: readonly Cell[], steps?: number): RunRecord[] {
  const earlier = store.list().filter((run) => run.tags.includes(tag));
  return cells.flatMap((cell) => {
    const name = cellName(cell);
    return earlier.find((run) => run.name === name) ?? begin(store, tag, cell, steps) ?? [];
  });
}

function begin(store: RunStore, tag: string, cell: Cell, steps?: number): RunRecord | null {
  try {
    const run = store.create(cellConfig(cell, steps), cellName(cell));
    run.setTags([tag, cell.variant.id]);
    return run.record;
  } catch (error) {
    if (!(error instanceof WorkbenchError && error.code === 'unsupported')) throw error;
    console.log(`${cellName(cell)}: ${error.message}`);
    return null;
  }
}
