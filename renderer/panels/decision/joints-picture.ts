import type { ActionSpec } from '../../../contracts/spec.ts';
import type { Decision } from '../../../contracts/stream.ts';
import { steadyRange, type Range } from '../canvas/axis.ts';
import { choiceOffsets, countChoices } from './choices.ts';
import type { JointsPicture } from './plots/joint-plot.ts';
import { isSearch, searchRounds } from './search-rounds.ts';

/** Prepares decisions for their rows, one after the other, so that Q keeps its scale while it fits. */
export class JointsPictures {
  readonly #action: ActionSpec;
  readonly #offsets: readonly number[];
  #qRange: Range | null = null;

  constructor(action: ActionSpec) {
    this.#action = action;
    this.#offsets = choiceOffsets(action);
  }

  of(decision: Decision): JointsPicture {
    const lists = isSearch(decision) ? searchRounds(decision).map(({ actions }) => actions) : [decision.proposals];
    return {
      decision,
      action: this.#action,
      offsets: this.#offsets,
      counts: lists.map((actions) => countChoices(actions, this.#action, this.#offsets)),
      qRange: this.#rangeOf(decision),
    };
  }

  #rangeOf({ slices, greedyQ }: Decision): Range {
    const values = [greedyQ, ...slices].filter(Number.isFinite);
    if (values.length === 0) return { low: 0, high: 1 };
    this.#qRange = steadyRange(this.#qRange, Math.min(...values), Math.max(...values));
    return this.#qRange;
  }
}
