import type { TransitionSettings } from '../../contracts/agent.ts';
import { Random, type RandomState } from '../../contracts/random.ts';
import {
  allocateExperience,
  copyRow,
  refillRing,
  STEP_LAST,
  type Experience,
  type ExperienceShape,
} from './experience.ts';
import type { ExperienceSource, SourceState } from './source.ts';
import { SumTree } from './sum-tree.ts';

/** The batch's fields, as the learner's program names its inputs. `greedyAction_t` only where the program asks. */
export interface TransitionBatch {
  readonly observation_t: Float32Array;
  readonly action_t: Float32Array;
  readonly greedyAction_t?: Float32Array;
  readonly return_t: Float32Array;
  readonly discount_t: Float32Array;
  readonly observation_tn: Float32Array;
  readonly importance: Float32Array;
}

/** What a checkpoint keeps besides the experience itself. */
export interface ReplayState extends SourceState {
  readonly maxPriority: number;
  readonly random: RandomState;
}

/** Added to |TD error|, so that no transition is ever out of reach (Schaul et al. 2016). */
const PRIORITY_FLOOR = 1e-3;

/**
 * A ring of experience rows from which n-step transitions are drawn: uniformly, or in proportion to
 * priority^alpha with importance weights (N · P(i))^-beta, normalised by the batch's largest (Schaul et al. 2016).
 *
 * A transition starts at any step but a last one, and reaches n steps on, or to the end of its episode: its return is
 * Σ γ^k r (scaled), its discount γ^n, or 0 beyond a termination. Only transitions whose n steps are all present are drawn.
 */
export class Replay implements ExperienceSource<TransitionBatch> {
  readonly settings: TransitionSettings;
  readonly #ring: Experience;
  readonly #tree: SumTree | null;
  #random: Random;
  #rowsWritten = 0;
  #maxPriority = 1;
  /** Ring entries of the batch drawn last, for `updatePriorities`. */
  readonly #drawn: Int32Array;

  constructor(settings: TransitionSettings, shape: ExperienceShape, random: Random) {
    this.settings = settings;
    const rows = Math.max(settings.nStep + 2, Math.floor(settings.capacity / shape.environments));
    this.#ring = allocateExperience(rows, shape);
    this.#tree = settings.priorityExponent > 0 ? new SumTree(rows * shape.environments) : null;
    this.#random = random;
    this.#drawn = new Int32Array(settings.batchSize);
  }

  get rowsWritten(): number {
    return this.#rowsWritten;
  }

  get rowCapacity(): number {
    return this.#ring.rows;
  }

  get fill(): number {
    return Math.min(1, this.#rowsWritten / this.#ring.rows);
  }

  get ready(): boolean {
    return this.#rowsWritten > this.settings.nStep + 1;
  }

  append(from: Experience, fromRow: number): void {
    const { rows, shape } = this.#ring;
    const row = this.#rowsWritten++ % rows;
    copyRow(from, fromRow, this.#ring, row);
    if (!this.#tree) return;
    // The overwritten row leaves; the row n steps back now has its whole transition.
    const complete = this.#rowsWritten - 1 - this.settings.nStep;
    for (let e = 0; e < shape.environments; e++) {
      this.#tree.set(row * shape.environments + e, 0);
      if (complete < 0) continue;
      const entry = (complete % rows) * shape.environments + e;
      if (this.#ring.stepType[entry] !== STEP_LAST) this.#tree.set(entry, this.#maxPriority);
    }
  }

  sample(out: TransitionBatch): void {
    const tree = this.#tree;
    const { batchSize, importanceExponent } = this.settings;
    let largest = 0;
    for (let i = 0; i < batchSize; i++) {
      const entry = tree ? tree.find(((i + this.#random.uniform()) / batchSize) * tree.total) : this.#uniformEntry();
      this.#drawn[i] = entry;
      this.#write(entry, i, out);
      const weight = tree ? (tree.get(entry) / tree.total) ** -importanceExponent : 1;
      out.importance[i] = weight;
      largest = Math.max(largest, weight);
    }
    for (let i = 0; i < batchSize; i++) out.importance[i]! /= largest;
  }

  /** @param priority_t |TD error| of each transition of the batch drawn last, [B]. */
  updatePriorities(priority_t: Float32Array): void {
    if (!this.#tree) return;
    for (let i = 0; i < priority_t.length; i++) {
      const priority = (priority_t[i]! + PRIORITY_FLOOR) ** this.settings.priorityExponent;
      this.#maxPriority = Math.max(this.#maxPriority, priority);
      this.#tree.set(this.#drawn[i]!, priority);
    }
  }

  #uniformEntry(): number {
    const { rows, shape, stepType } = this.#ring;
    const oldest = Math.max(0, this.#rowsWritten - rows);
    const starts = this.#rowsWritten - oldest - this.settings.nStep;
    for (;;) {
      const row = (oldest + Math.floor(this.#random.uniform() * starts)) % rows;
      const entry = row * shape.environments + this.#random.integer(shape.environments);
      if (stepType[entry] !== STEP_LAST) return entry;
    }
  }

  /** Writes the n-step transition that starts at ring entry `start` as sample `i`. */
  #write(start: number, i: number, out: TransitionBatch): void {
    const { rows, shape, observation, action, greedyAction, reward, discount, stepType } = this.#ring;
    const { environments, observationSize, dimensions } = shape;
    let entry = start;
    let return_t = 0;
    let discount_t = 1;
    for (let k = 0; k < this.settings.nStep && stepType[entry] !== STEP_LAST; k++) {
      entry = (entry + environments) % (rows * environments);
      return_t += discount_t * this.settings.rewardScale * reward[entry]!;
      discount_t *= this.settings.discount * discount[entry]!;
    }
    out.return_t[i] = return_t;
    out.discount_t[i] = discount_t;
    const copy = (to: Float32Array, at: number): void =>
      to.set(observation.subarray(at * observationSize, (at + 1) * observationSize), i * observationSize);
    copy(out.observation_t, start);
    copy(out.observation_tn, entry);
    const chosen = (field: Float32Array): Float32Array => field.subarray(start * dimensions, (start + 1) * dimensions);
    out.action_t.set(chosen(action), i * dimensions);
    out.greedyAction_t?.set(chosen(greedyAction), i * dimensions);
  }

  get state(): ReplayState {
    return {
      rowsWritten: this.#rowsWritten,
      maxPriority: this.#maxPriority,
      random: this.#random.state,
      priorities: this.#tree?.priorities ?? new Float64Array(0),
    };
  }

  load(state: ReplayState, rowAt: (row: number) => Experience): void {
    refillRing(this.#ring, state.rowsWritten, rowAt);
    this.#rowsWritten = state.rowsWritten;
    this.#maxPriority = state.maxPriority;
    this.#random = new Random(state.random);
    this.#tree?.load(state.priorities);
  }
}
