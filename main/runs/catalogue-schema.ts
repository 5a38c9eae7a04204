/**
 * The catalogue's tables. Entry `i` brings a database from `PRAGMA user_version` i to i + 1; an entry that was
 * released is never changed, only followed by another. SQLite keeps NaN as NULL.
 */
export const schemaMigrations: readonly string[] = [
  `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL,
    config TEXT NOT NULL,
    environment_steps INTEGER NOT NULL,
    updates INTEGER NOT NULL,
    wall_s REAL NOT NULL,
    best_score REAL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE metric_rows (
    run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
    environment_steps INTEGER NOT NULL,
    updates INTEGER NOT NULL,
    wall_s REAL NOT NULL,
    PRIMARY KEY (run, environment_steps)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE metric_values (
    run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
    name TEXT NOT NULL,
    environment_steps INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY (run, name, environment_steps)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE evaluations (
    run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
    environment_steps INTEGER NOT NULL,
    wall_s REAL NOT NULL,
    episodes INTEGER NOT NULL,
    mean_return REAL,
    return_deviation REAL,
    success_rate REAL,
    score REAL,
    PRIMARY KEY (run, environment_steps)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
    environment_steps INTEGER NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_of_run ON events (run, environment_steps);
  `,
  // A JSON array.
  `ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';`,
  // A JSON object; NULL before the first session.
  `ALTER TABLE runs ADD COLUMN engines TEXT;`,
];

/** The tables whose rows belong to a run, by their column `run`. */
export const rowTables = ['metric_rows', 'metric_values', 'evaluations', 'events'] as const;
