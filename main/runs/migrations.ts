import { WorkbenchError } from '../../contracts/errors.ts';
import { RUN_CONFIG_VERSION, runConfigSchema } from '../../contracts/run.ts';
import type { RunConfig } from '../../contracts/run.ts';

/** Brings a stored configuration from version `index + 1` to the next. */
export type ConfigMigration = (config: Record<string, unknown>) => Record<string, unknown>;

const configMigrations: readonly ConfigMigration[] = [];

/**
 * A stored run configuration in today's shape.
 * @throws WorkbenchError `version` if a newer program wrote it, `bad-config` naming the field and its value.
 */
export function migrateConfig(stored: unknown): RunConfig {
  return parseConfig(bringForward(stored, configMigrations, RUN_CONFIG_VERSION));
}

/** Applies the migrations from the version that `stored` names up to `version`. */
export function bringForward(stored: unknown, migrations: readonly ConfigMigration[], version: number): unknown {
  const from = (stored as { version?: unknown } | null)?.version;
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 1) return stored;
  if (from > version) {
    const message = `The run's configuration has version ${from}; this program knows versions up to ${version}.`;
    throw new WorkbenchError('version', message, 'Update AQL Workbench to open this run.');
  }
  return migrations
    .slice(from - 1, version - 1)
    .reduce((config, migrate, i) => ({ ...migrate(config), version: from + i + 1 }), stored as Record<string, unknown>);
}

/** @throws WorkbenchError `bad-config` naming the first field that is wrong, and its value. */
export function parseConfig(config: unknown): RunConfig {
  const result = runConfigSchema.safeParse(config, { reportInput: true });
  if (result.success) return result.data;
  const { path, input, message } = result.error.issues[0]!;
  const field = path.length ? path.join('.') : 'configuration';
  const shown = JSON.stringify(input) ?? 'missing';
  throw new WorkbenchError('bad-config', `The run's ${field} is ${shown}. ${message}.`, `Correct ${field}.`);
}
