import type { RunSummary } from '../../../contracts/lab-api.ts';

/** A setting that is not alike in all of several runs. */
export interface Difference {
  /** As the configuration calls it: "nStep". */
  readonly name: string;
  /** Of each run; null where its agent or task has no such setting. */
  readonly values: readonly (string | null)[];
}

/**
 * The settings in which runs differ, in the order in which they come up: the run's, its task's, its agent's. What only
 * one agent has at all follows from the agent, and is left out.
 */
export function differences(runs: readonly Pick<RunSummary, 'config'>[]): Difference[] {
  const settings = runs.map(({ config: { taskConfig, agentConfig, ...own } }) => ({
    ...own,
    ...taskConfig,
    ...agentConfig,
  }));
  const names = [...new Set(settings.flatMap((own) => Object.keys(own)))];
  return names
    .map((name) => ({ name, values: settings.map((own) => textOf((own as Record<string, unknown>)[name])) }))
    .filter(({ values }) => new Set(values.filter((value) => value !== null)).size > 1);
}

const textOf = (value: unknown): string | null => (value === undefined ? null : String(value));
