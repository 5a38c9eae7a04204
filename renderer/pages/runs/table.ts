import type { RunSummary } from '../../../contracts/lab-api.ts';
import { enginesInWords } from '../../format/engines.ts';

/** A column of the table of runs; those with a value can be sorted by. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly numeric?: true;
  value?(run: RunSummary): string | number | null;
}

export const columns: readonly Column[] = [
  { id: 'name', title: 'Name', value: (run) => run.name },
  { id: 'status', title: 'Status', value: (run) => (run.activity === 'idle' ? run.status : ` ${run.activity}`) },
  { id: 'scores', title: 'Scores' },
  { id: 'best', title: 'Best', numeric: true, value: (run) => run.bestScore },
  { id: 'task', title: 'Task', value: (run) => run.config.task },
  { id: 'agent', title: 'Agent', value: (run) => run.config.agent },
  { id: 'engine', title: 'Engine', value: enginesInWords },
  { id: 'steps', title: 'Steps', numeric: true, value: (run) => run.environmentSteps },
  { id: 'wall', title: 'Time', numeric: true, value: (run) => run.wall_s },
  { id: 'created', title: 'Created', value: (run) => run.createdAt },
];

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

export const newestFirst: Order = { column: 'created', descending: true };

/** The order after a click on a column's head: the same column turns around, numbers and dates begin with the largest. */
export function orderAfter(order: Order, { id, numeric }: Column): Order {
  if (order.column === id) return { column: id, descending: !order.descending };
  return { column: id, descending: numeric === true || id === 'created' };
}

/** Sorted, missing values last either way; equal ones keep their order. */
export function sortRuns(runs: readonly RunSummary[], { column, descending }: Order): RunSummary[] {
  const value = columns.find(({ id }) => id === column)?.value;
  if (!value) return [...runs];
  return [...runs].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const ascending =
      typeof left === 'number' ? left - Number(right) : left.localeCompare(String(right), 'en', { numeric: true });
    return descending ? -ascending : ascending;
  });
}

/** The runs that hold every word of the search in their name, tags, task, agent, status or id. */
export function searchRuns(runs: readonly RunSummary[], search: string): RunSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter(({ id, name, tags, status, activity, config: { task, agent } }) => {
    const text = [id, name, task, agent, status, activity, ...tags].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Tags as they are typed, separated by commas; each once. */
export function tagsOf(typed: string): string[] {
  const tags = typed.split(',').map((tag) => tag.trim().slice(0, 50));
  return [...new Set(tags.filter(Boolean))].slice(0, 20);
}
