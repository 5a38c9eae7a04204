import type { Random } from '../../contracts/random.ts';
import { actionValue } from '../../contracts/spec.ts';
import type { Problem } from './problem.ts';
import { actionsOf, type SpaceKind } from './spaces.ts';

const BINS = 11;

export interface ContextualBandit extends Problem {
  /** What `action` falls short of the best reward in the context `observation`. */
  regret(observation: readonly number[], action: readonly number[]): number;
}

/**
 * One decision per context: the best value of sub-action d, in [-1, 1], is the context's entry d or its negative, in
 * turn. Regret is the mean square of the distances, less that of the nearest actions.
 */
export function contextualBandit(dimensions: number, kind: SpaceKind = 'discrete'): ContextualBandit {
  const actions = actionsOf(kind, Array<number>(dimensions).fill(BINS));
  const draw = (random: Random) => Array.from({ length: dimensions }, () => random.between(-1, 1));
  const target = (observation: readonly number[], d: number) => (d % 2 === 0 ? observation[d]! : -observation[d]!);
  const regret = (observation: readonly number[], action: readonly number[]): number => {
    const excess = action.map((chosen, d) => {
      const best = target(observation, d);
      const { bins } = actions[d]!;
      const nearest = bins === undefined ? best : (2 / (bins - 1)) * Math.round(((best + 1) / 2) * (bins - 1)) - 1;
      return (actionValue(actions[d]!, chosen) - best) ** 2 - (nearest - best) ** 2;
    });
    return excess.reduce((sum, one) => sum + one, 0) / dimensions;
  };
  return {
    space: { observationSize: dimensions, action: actions },
    begin: draw,
    step: (observation, action, random) => ({
      observation: draw(random),
      reward: -regret(observation, action),
      isTerminal: true,
    }),
    regret,
  };
}
