import { findTask } from '../../sims/tasks/index.ts';

/** A trainer of Stable-Baselines3 with what it does otherwise than by default. */
export interface Trainer {
  readonly id: string;
  readonly algorithm: 'SAC' | 'TD3';
  /** Arguments of the algorithm. */
  readonly settings: Readonly<Record<string, number>>;
  /** Standard deviation of the noise on actions; SAC explores by its own entropy. */
  readonly actionNoise: number;
}

/** One training. */
export interface Cell {
  readonly task: string;
  readonly trainer: Trainer;
  readonly seed: number;
}

/** TD3's noise is that of its paper (Fujimoto et al. 2018); without any it would not explore. */
const TD3 = { algorithm: 'TD3', actionNoise: 0.1 } as const;
const SAC = { algorithm: 'SAC', actionNoise: 0 } as const;

/** Both with their default settings (γ = 0.99), and with the discount that the task gives our agents. */
export function trainersOf(task: string): Trainer[] {
  const gamma = findTask(task).training.agent?.['discount'] as number;
  return [
    { id: `SAC, γ = ${gamma}`, ...SAC, settings: { gamma } },
    { id: 'SAC', ...SAC, settings: {} },
    { id: `TD3, γ = ${gamma}`, ...TD3, settings: { gamma } },
    { id: 'TD3', ...TD3, settings: {} },
  ];
}
