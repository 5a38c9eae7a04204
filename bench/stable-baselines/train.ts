import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { IN_A_ROW } from '../../main/lab/goal.ts';
import { findTask } from '../../sims/tasks/index.ts';
import { PYTHON } from '../peers/install.ts';
import type { Cell } from './cells.ts';
import type { Evaluation } from './results.ts';

const script = fileURLToPath(new URL('../peers/train_sb3.py', import.meta.url));

/**
 * Trains in a process of its own until the task is solved, as our agents solve it, or `steps` are done.
 * @returns the evaluations; null if the process ended otherwise
 */
export async function train(
  { task, trainer, seed }: Cell,
  { steps, everySteps }: { readonly steps: number; readonly everySteps: number },
  onEvaluation: (evaluation: Evaluation) => void,
): Promise<Evaluation[] | null> {
  const { solved, run } = findTask(task).training;
  const { algorithm, settings, actionNoise } = trainer;
  const job = {
    ...{ task, seed, steps, algorithm, settings, actionNoise },
    ...{ everySteps, episodes: run!.evaluationEpisodes, atLeast: solved.atLeast, inARow: IN_A_ROW },
  };
  const child = spawn(PYTHON, [script, JSON.stringify(job)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const curve: Evaluation[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const evaluation = JSON.parse(line) as Evaluation;
    curve.push(evaluation);
    onEvaluation(evaluation);
  }
  return (await ended) === 0 ? curve : null;
}
