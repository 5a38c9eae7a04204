import type { Outcome, Problem } from './problem.ts';
import { actionsOf, partOf, type SpaceKind } from './spaces.ts';

/** Of the two sub-actions. */
const CHOICES = [3, 4];

const places = ['start', 'near', 'detour', 'far'] as const;
export type Place = (typeof places)[number];

/** What is observed at a place. */
export function viewFrom(place: Place): number[] {
  return places.map((other) => (other === place ? 1 : 0));
}

/**
 * Three routes to a reward, chosen by the first sub-action (of three choices) at the start: 1 at once; 3 after one step, for choosing 2 of
 * four by the second sub-action there; 5 after two steps, for choosing 1 there. Their values are 1, 3 γ and 5 γ², so each is the
 * best for some discount γ:
 *
 *     γ      1      3 γ    5 γ²
 *     0.25   1      0.75   0.31
 *     0.5    1      1.5    1.25
 *     1      1      3      5
 *
 * Every episode ends with an observation that looks like the rewarding place of the second route: to a learner that
 * bootstraps beyond the end, the first seems best at γ = 0.5 (1 + 0.5 · 6 against 0.5 · 6).
 */
export function threeRoutes(kind: SpaceKind = 'discrete'): Problem {
  const space = { observationSize: places.length, action: actionsOf(kind, CHOICES) };
  return {
    space,
    begin: () => viewFrom('start'),
    step: (observation, action) => step(observation, choices(kind, action)),
  };
}

/** The choices that an action makes. */
export function choices(kind: SpaceKind, action: readonly number[]): number[] {
  return actionsOf(kind, CHOICES).map((dimension, d) => partOf(dimension, action[d]!, CHOICES[d]!));
}

function step(observation: readonly number[], [route, choice]: readonly number[]): Outcome {
  switch (places[observation.indexOf(1)]!) {
    case 'start':
      return route === 0 ? endWith(1) : goTo(route === 1 ? 'near' : 'detour');
    case 'near':
      return endWith(choice === 2 ? 3 : 0);
    case 'detour':
      return goTo('far');
    case 'far':
      return endWith(choice === 1 ? 5 : 0);
  }
}

function goTo(place: Place): Outcome {
  return { observation: viewFrom(place), reward: 0, isTerminal: false };
}

function endWith(reward: number): Outcome {
  return { observation: viewFrom('near'), reward, isTerminal: true };
}
