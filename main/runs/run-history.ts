import type { Evaluation, MetricsRow } from '../../contracts/run.ts';
import type { Catalogue } from './catalogue.ts';
import { rowTables } from './catalogue-schema.ts';

export interface MetricPoint {
  readonly environmentSteps: number;
  readonly value: number;
  readonly wall_s: number;
}

export interface StoredEvaluation {
  readonly environmentSteps: number;
  readonly wall_s: number;
  readonly evaluation: Evaluation;
  readonly score: number;
}

export type EventLevel = 'info' | 'warning' | 'error';
export interface RunEvent {
  readonly environmentSteps: number;
  readonly level: EventLevel;
  readonly message: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/**
 * What a run has recorded: metrics, evaluations and events, by `environmentSteps`. A second row of metrics or
 * evaluation of the same step replaces the first. Every method throws the storage errors.
 */
export class RunHistory {
  readonly id: string;
  protected readonly catalogue: Catalogue;

  constructor(catalogue: Catalogue, id: string) {
    this.catalogue = catalogue;
    this.id = id;
  }

  addMetrics({ environmentSteps, updates, wall_s, values }: MetricsRow): void {
    this.catalogue.transaction(() => {
      const row = 'INSERT OR REPLACE INTO metric_rows VALUES (?, ?, ?, ?)';
      this.catalogue.run(row, this.id, environmentSteps, updates, wall_s);
      for (const [name, value] of Object.entries(values)) {
        const sql = 'INSERT OR REPLACE INTO metric_values VALUES (?, ?, ?, ?)';
        this.catalogue.run(sql, this.id, name, environmentSteps, value);
      }
    });
  }

  /** One metric over the run, by step. */
  metrics(name: string): MetricPoint[] {
    const sql = `SELECT environment_steps, value, wall_s FROM metric_values JOIN metric_rows USING (run, environment_steps)
      WHERE run = ? AND name = ? ORDER BY environment_steps`;
    return this.catalogue.all(sql, this.id, name).map((row) => ({
      environmentSteps: row['environment_steps'] as number,
      value: orNaN(row['value']),
      wall_s: row['wall_s'] as number,
    }));
  }

  /** The last value of a metric; not-a-number before the first. */
  latestMetric(name: string): number {
    const sql = 'SELECT value FROM metric_values WHERE run = ? AND name = ? ORDER BY environment_steps DESC LIMIT 1';
    return orNaN(this.catalogue.all(sql, this.id, name)[0]?.['value']);
  }

  /** The names of all metrics of the run, sorted. */
  metricNames(): string[] {
    const sql = 'SELECT DISTINCT name FROM metric_values WHERE run = ? ORDER BY name';
    return this.catalogue.all(sql, this.id).map(({ name }) => name as string);
  }

  /** All rows of metrics, by step. */
  metricRows(): MetricsRow[] {
    const values = new Map<unknown, Record<string, number>>();
    for (const row of this.catalogue.all('SELECT * FROM metric_values WHERE run = ? ORDER BY name', this.id)) {
      const step = row['environment_steps'];
      if (!values.has(step)) values.set(step, {});
      values.get(step)![row['name'] as string] = orNaN(row['value']);
    }
    const sql = 'SELECT * FROM metric_rows WHERE run = ? ORDER BY environment_steps';
    return this.catalogue.all(sql, this.id).map((row) => ({
      environmentSteps: row['environment_steps'] as number,
      updates: row['updates'] as number,
      wall_s: row['wall_s'] as number,
      values: values.get(row['environment_steps']) ?? {},
    }));
  }

  /** @param score the evaluation as the measure that the task's goal names; the highest becomes `bestScore`. */
  addEvaluation(
    environmentSteps: number,
    wall_s: number,
    evaluation: Evaluation,
    score = evaluation.successRate ?? evaluation.meanReturn,
  ): void {
    const { episodes, meanReturn, returnDeviation, successRate } = evaluation;
    this.catalogue.transaction(() => {
      const sql = 'INSERT OR REPLACE INTO evaluations VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
      const values = [wall_s, episodes, meanReturn, returnDeviation, successRate, score];
      this.catalogue.run(sql, this.id, environmentSteps, ...values);
      const best = 'UPDATE runs SET best_score = max(coalesce(best_score, ?1), ?1) WHERE id = ?2 AND ?1 IS NOT NULL';
      this.catalogue.run(best, score, this.id);
    });
  }

  evaluations(): StoredEvaluation[] {
    const sql = 'SELECT * FROM evaluations WHERE run = ? ORDER BY environment_steps';
    return this.catalogue.all(sql, this.id).map((row) => ({
      environmentSteps: row['environment_steps'] as number,
      wall_s: row['wall_s'] as number,
      evaluation: {
        episodes: row['episodes'] as number,
        meanReturn: orNaN(row['mean_return']),
        returnDeviation: orNaN(row['return_deviation']),
        successRate: row['success_rate'] as number | null,
      },
      score: orNaN(row['score']),
    }));
  }

  addEvent(environmentSteps: number, level: EventLevel, message: string): void {
    const sql = 'INSERT INTO events (run, environment_steps, level, message, created_at) VALUES (?, ?, ?, ?, ?)';
    this.catalogue.run(sql, this.id, environmentSteps, level, message, new Date().toISOString());
  }

  /** In the order in which they were added. */
  events(): RunEvent[] {
    return this.catalogue.all('SELECT * FROM events WHERE run = ? ORDER BY id', this.id).map((row) => ({
      environmentSteps: row['environment_steps'] as number,
      level: row['level'] as EventLevel,
      message: row['message'] as string,
      createdAt: row['created_at'] as string,
    }));
  }

  /** Removes the rows later than a step; the best score is then that of the evaluations that are left. */
  protected removeAfter(environmentSteps: number): void {
    // Where no evaluation was known (a rebuilt catalogue) the best score stays, for the sake of the policy that has it.
    const best = `UPDATE runs SET best_score =
      (SELECT max(score) FROM evaluations WHERE run = ?1 AND environment_steps <= ?2)
      WHERE id = ?1 AND EXISTS (SELECT 1 FROM evaluations WHERE run = ?1)`;
    this.catalogue.run(best, this.id, environmentSteps);
    for (const table of rowTables) {
      this.catalogue.run(`DELETE FROM ${table} WHERE run = ? AND environment_steps > ?`, this.id, environmentSteps);
    }
  }
}

/** SQLite keeps NaN as NULL. */
function orNaN(value: unknown): number {
  return (value as number | null) ?? NaN;
}
