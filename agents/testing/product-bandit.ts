import type { Random } from '../../contracts/random.ts';
import { actionValue } from '../../contracts/spec.ts';
import type { Problem } from './problem.ts';
import { actionsOf, type SpaceKind } from './spaces.ts';

/** Of each discrete sub-action. */
export const BINS = 11;

export interface ProductBandit extends Problem {
  /** The bins of the best action; of a continuous one, the bins at whose values it lies. */
  readonly bestBins: readonly number[];
  /** What `action` falls short of the best reward. */
  regret(action: readonly number[]): number;
}

/**
 * One decision of `dimensions` sub-actions with 11 bins each, or continuous. With x_d in [-1, 1] the value of a sub-action
 * and y_d = x_d - t_d its distance from a hidden best bin's,
 *
 *     reward = -(Σ_d y_d² + coupling · Σ_d (y_d - y_{d+1})²) / D
 *
 * so the best reward is 0. With coupling, what is best for one sub-action depends on its neighbours.
 */
export function productBandit(
  dimensions: number,
  coupling: number,
  random: Random,
  kind: SpaceKind = 'discrete',
): ProductBandit {
  const space = { observationSize: 1, action: actionsOf(kind, Array<number>(dimensions).fill(BINS)) };
  const bestBins = Array.from({ length: dimensions }, () => random.integer(BINS));
  const best = bestBins.map((bin) => (bin * 2) / (BINS - 1) - 1);
  const regret = (action: readonly number[]): number => {
    const y = action.map((chosen, d) => actionValue(space.action[d]!, chosen) - best[d]!);
    const own = y.reduce((sum, y_d) => sum + y_d ** 2, 0);
    const pairs = y.slice(1).reduce((sum, next, d) => sum + (next - y[d]!) ** 2, 0);
    return (own + coupling * pairs) / dimensions;
  };
  return {
    space,
    bestBins,
    begin: () => [1],
    step: (observation, action) => ({ observation, reward: -regret(action), isTerminal: true }),
    regret,
  };
}
