import { join } from 'node:path';
import { JsonLines } from '../json-lines.ts';
import type { Cell } from './cells.ts';

/** An evaluation on the way; times are those of training alone. */
export interface Evaluation {
  readonly environmentSteps: number;
  /** Success rate. */
  readonly score: number;
  readonly return: number;
  readonly wall_s: number;
  readonly cpu_s: number;
}

/** A finished training: it ended when the task was solved or its steps were done. */
export interface Result {
  readonly task: string;
  readonly trainer: string;
  readonly seed: number;
  readonly curve: readonly Evaluation[];
}

export class Results extends JsonLines<Result> {
  constructor(dataFolder: string) {
    super(join(dataFolder, 'stable-baselines.jsonl'));
  }

  has({ task, trainer, seed }: Cell): boolean {
    return this.all.some((one) => one.task === task && one.trainer === trainer.id && one.seed === seed);
  }
}
