import { writeFileSync } from 'node:fs';
import type { RunStore } from '../../main/runs/index.ts';
import { findTask } from '../../sims/tasks/index.ts';
import { document, writePart } from './document.ts';
import { plotCurves } from './plot.ts';
import { outcomes, summaries, type Summary } from './results.ts';
import type { Interval } from './statistics.ts';

/** Writes a task's table and plot into docs/learning.md, between the comments that name the part. */
export async function report(store: RunStore, tag: string, task: string, part: string): Promise<void> {
  const all = outcomes(store, tag, task);
  if (all.length === 0) return;
  const isSuccess = findTask(task).training.solved.measure === 'successRate';
  const image = `images/learning-${part}.svg`;
  const svg = await plotCurves(all, isSuccess ? 'success rate' : 'return');
  writeFileSync(new URL(image, document), svg);
  const table = [
    '| Agent | Seeds | Final | Area under the curve | Solved | Steps to solve | Time to solve |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...summaries(all).map((line) => row(line, isSuccess ? 2 : 0)),
  ];
  await writePart(part, [...table, '', `![${task}: curves of the agents](${image})`].join('\n'));
}

function row(line: Summary, digits: number): string {
  const interval = ({ mean, low, high }: Interval) =>
    `${mean.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
  const cells = [
    line.variant,
    line.seeds,
    interval(line.final),
    interval(line.area),
    `${line.solved} of ${line.seeds}`,
    line.medianSteps?.toLocaleString('en') ?? 'not',
    line.medianWall_s === null ? 'not' : `${line.medianWall_s.toFixed(0)} s`,
  ];
  return `| ${cells.join(' | ')} |`;
}
