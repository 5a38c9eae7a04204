import type { RunStore } from '../../main/runs/index.ts';
import { isSolved } from '../../main/lab/goal.ts';
import { findTask } from '../../sims/tasks/index.ts';
import { bootstrap, mean, type Interval } from './statistics.ts';

/** What one training showed. */
export interface Outcome {
  readonly variant: string;
  readonly seed: number;
  readonly curve: readonly Scored[];
  /** The evaluation by which the task was solved; null if it never was. */
  readonly solvedAt: Scored | null;
}

/** What an evaluation showed, and after how much training. */
export interface Scored {
  readonly environmentSteps: number;
  readonly wall_s: number;
  readonly score: number;
}

/** A line of the table. */
export interface Summary {
  readonly variant: string;
  readonly seeds: number;
  /** The last evaluation's score. */
  readonly final: Interval;
  /** The mean of all evaluations' scores: the area under the curve over its length. */
  readonly area: Interval;
  readonly solved: number;
  /** Medians over the seeds, unsolved ones counting as infinite; null if that is the median. */
  readonly medianSteps: number | null;
  readonly medianWall_s: number | null;
}

/** The campaign's runs of a task that did all their steps and were evaluated on the way: those that carry its tag. */
export function outcomes(store: RunStore, tag: string, task: string): Outcome[] {
  const { atLeast } = findTask(task).training.solved;
  const finished = store
    .list()
    .filter(({ tags, status, config }) => tags.includes(tag) && status === 'finished' && config.task === task);
  return finished.flatMap(({ id, tags, config }) => {
    const evaluations = store.openRun(id).evaluations();
    if (evaluations.length === 0) return [];
    return {
      variant: tags.find((other) => other !== tag)!,
      seed: config.seed,
      curve: evaluations,
      solvedAt: solvedAt(evaluations, atLeast),
    };
  });
}

/** The second of the first two evaluations in a row that met the goal. */
export function solvedAt<T extends Scored>(evaluations: readonly T[], atLeast: number): T | null {
  const scores = evaluations.map(({ score }) => score);
  const index = scores.findIndex((_, i) => isSolved(scores.slice(0, i + 1), atLeast));
  return index < 0 ? null : evaluations[index]!;
}

/** The variants in order of their area, the largest first. */
export function summaries(all: readonly Outcome[]): Summary[] {
  const byVariant = Map.groupBy(all, ({ variant }) => variant);
  const lines = [...byVariant].map(([variant, seeds]): Summary => ({
    variant,
    seeds: seeds.length,
    final: bootstrap(seeds.map(({ curve }) => curve.at(-1)!.score)),
    area: bootstrap(seeds.map(({ curve }) => mean(curve.map(({ score }) => score)))),
    solved: seeds.filter((seed) => seed.solvedAt).length,
    medianSteps: medianOf(seeds.map((seed) => seed.solvedAt?.environmentSteps ?? Infinity)),
    medianWall_s: medianOf(seeds.map((seed) => seed.solvedAt?.wall_s ?? Infinity)),
  }));
  return lines.sort((a, b) => b.area.mean - a.area.mean);
}

/** The upper median; null if it is infinite. */
export function medianOf(values: readonly number[]): number | null {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1]!;
  return Number.isFinite(middle) ? middle : null;
}
