import { writeFileSync } from 'node:fs';
import type { RunStore } from '../../main/runs/index.ts';
import { findTask } from '../../sims/tasks/index.ts';
import { document, writePart } from '../learning/document.ts';
import { medianOf, outcomes, solvedAt, type Outcome } from '../learning/results.ts';
import { mean } from '../learning/statistics.ts';
import { plotSeeds } from './plot.ts';
import type { Results } from './results.ts';

/** Writes a task's table and plot into docs/learning.md: Stable-Baselines3 beside AQL of the learning campaign. */
export async function report(store: RunStore, results: Results, task: string): Promise<void> {
  const { atLeast } = findTask(task).training.solved;
  const peers = results.all
    .filter((one) => one.task === task)
    .map(({ trainer, seed, curve: evaluations }) => {
      // Of one thread: its wall-clock, were it never interrupted.
      const curve = evaluations.map((evaluation) => ({ ...evaluation, wall_s: evaluation.cpu_s }));
      return { variant: trainer, seed, curve, solvedAt: solvedAt(curve, atLeast) };
    });
  if (peers.length === 0) return;
  const aql = outcomes(store, 'agents', task).filter(({ variant }) => variant === 'aql');
  const all: Outcome[] = [...aql, ...peers];
  const image = `images/stable-baselines-${task}.svg`;
  writeFileSync(new URL(image, document), await plotSeeds(all));

  const rows = [...Map.groupBy(all, ({ variant }) => variant)].map(([variant, seeds]) => {
    const median = (of: (solved: NonNullable<Outcome['solvedAt']>) => number) =>
      medianOf(seeds.map((seed) => (seed.solvedAt ? of(seed.solvedAt) : Infinity)));
    const time_s = median(({ wall_s }) => wall_s);
    const cells = [
      variant,
      seeds.length,
      Math.max(...seeds.map(({ curve }) => curve.at(-1)!.environmentSteps)).toLocaleString('en'),
      mean(seeds.map(({ curve }) => curve.at(-1)!.score)).toFixed(2),
      `${seeds.filter((seed) => seed.solvedAt).length} of ${seeds.length}`,
      median(({ environmentSteps }) => environmentSteps)?.toLocaleString('en') ?? 'not',
      time_s === null ? 'not' : `${time_s.toFixed(0)} s`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const table = [
    '| Trainer | Seeds | Steps at most | Last success | Solved | Steps to solve | Time to solve |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ];
  const picture = `![${task}: success of each seed over environment steps and over time](${image})`;
  await writePart(`stable-baselines-${task}`, [...table, '', picture].join('\n'));
}
