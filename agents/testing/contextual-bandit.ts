import type { Random } from '../../contracts/random.ts';
import type { Problem } from './problem.ts';
import { discreteActions } from './spaces.ts';

const BINS = 11;

export interface ContextualBandit extends Problem {
  /** What `action` falls short of the best reward in the context `observation`. */
  regret(observation: readonly number[], action: readonly number[]): number;
}

/**
 * One decision per context: the best value of sub-action d, in [-1, 1], is the context's entry d or its negative, in
 * turn. Regret is the mean square of the distances, less that of the nearest bins.
 */
export function contextualBandit(dimensions: number): ContextualBandit {
  const draw = (random: Random) => Array.from({ length: dimensions }, () => random.between(-1, 1));
  const value = (bin: number) => (2 * bin) / (BINS - 1) - 1;
  const target = (observation: readonly number[], d: number) => (d % 2 === 0 ? observation[d]! : -observation[d]!);
  const regret = (observation: readonly number[], action: readonly number[]): number => {
    const excess = action.map((bin, d) => {
      const best = target(observation, d);
      const nearest = value(Math.round(((best + 1) / 2) * (BINS - 1)));
      return (value(bin) - best) ** 2 - (nearest - best) ** 2;
    });
    return excess.reduce((sum, one) => sum + one, 0) / dimensions;
  };
  return {
    space: { observationSize: dimensions, action: discreteActions(Array<number>(dimensions).fill(BINS)) },
    begin: draw,
    step: (observation, action, random) => ({
      observation: draw(random),
      reward: -regret(observation, action),
      isTerminal: true,
    }),
    regret,
  };
}
