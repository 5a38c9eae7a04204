import type { UnrollSettings } from '../../contracts/agent.ts';
import {
  allocateExperience,
  copyRow,
  refillRing,
  STEP_LAST,
  type Experience,
  type ExperienceShape,
} from './experience.ts';
import type { ExperienceSource, SourceState } from './source.ts';

/** The batch's fields, as the learner's program names its inputs; by time, then by unroll. */
export interface UnrollBatch {
  readonly observation_t: Float32Array;
  readonly action_t: Float32Array;
  readonly logProbability_t: Float32Array;
  readonly reward_t1: Float32Array;
  readonly discount_t1: Float32Array;
  readonly isChoice_t: Float32Array;
}

export interface UnrollQueueState extends SourceState {
  readonly unrollsTaken: number;
  readonly passesLeft: number;
}

/**
 * A queue of unrolls for actor-critic learning close to the policy (Espeholt et al. 2018, section 3). Every T rows give
 * one unroll per environment: these rows and the one after them, whose state closes the last step. Batches are taken
 * in the order of time, each `passes` times in a row. What waits beyond the capacity is dropped, the oldest first.
 */
export class UnrollQueue implements ExperienceSource<UnrollBatch> {
  readonly settings: UnrollSettings;
  readonly #ring: Experience;
  #rowsWritten = 0;
  /** Unrolls are numbered from the beginning of the run: window by window, in each by environment. */
  #unrollsTaken = 0;
  #passesLeft: number;

  constructor(settings: UnrollSettings, shape: ExperienceShape) {
    const { unrollLength, batchSize, capacity, passes } = settings;
    const windows = Math.max(
      Math.ceil(batchSize / shape.environments) + 1,
      Math.floor(capacity / unrollLength / shape.environments),
    );
    this.settings = settings;
    this.#ring = allocateExperience(windows * unrollLength + 1, shape);
    this.#passesLeft = passes;
  }

  get rowsWritten(): number {
    return this.#rowsWritten;
  }

  get rowCapacity(): number {
    return this.#ring.rows;
  }

  get fill(): number {
    const windows = (this.#ring.rows - 1) / this.settings.unrollLength;
    const waiting = this.#unrollsWritten - this.#unrollsTaken;
    return Math.max(0, waiting) / (windows * this.#ring.shape.environments);
  }

  get ready(): boolean {
    return this.#unrollsWritten - this.#unrollsTaken >= this.settings.batchSize;
  }

  append(from: Experience, fromRow: number): void {
    copyRow(from, fromRow, this.#ring, this.#rowsWritten++ % this.#ring.rows);
    const { unrollLength, passes } = this.settings;
    const firstWindow = Math.ceil(Math.max(0, this.#rowsWritten - this.#ring.rows) / unrollLength);
    const oldest = firstWindow * this.#ring.shape.environments;
    if (this.#unrollsTaken >= oldest) return;
    this.#unrollsTaken = oldest;
    this.#passesLeft = passes;
  }

  sample(out: UnrollBatch): void {
    const { batchSize, passes } = this.settings;
    for (let i = 0; i < batchSize; i++) this.#write(this.#unrollsTaken + i, i, out);
    if (--this.#passesLeft > 0) return;
    this.#unrollsTaken += batchSize;
    this.#passesLeft = passes;
  }

  get #unrollsWritten(): number {
    const windows = Math.floor(Math.max(0, this.#rowsWritten - 1) / this.settings.unrollLength);
    return windows * this.#ring.shape.environments;
  }

  /** Writes an unroll as number `i` of the batch. */
  #write(unroll: number, i: number, out: UnrollBatch): void {
    const { rows, shape, observation, action, logProbability, reward, discount, stepType } = this.#ring;
    const { environments, observationSize, dimensions } = shape;
    const { unrollLength, batchSize, rewardScale } = this.settings;
    const firstRow = Math.floor(unroll / environments) * unrollLength;
    const entryAt = (t: number): number => ((firstRow + t) % rows) * environments + (unroll % environments);
    for (let t = 0; t <= unrollLength; t++) {
      const [entry, to] = [entryAt(t), t * batchSize + i];
      out.observation_t.set(
        observation.subarray(entry * observationSize, (entry + 1) * observationSize),
        to * observationSize,
      );
      if (t === unrollLength) return;
      const next = entryAt(t + 1);
      out.action_t.set(action.subarray(entry * dimensions, (entry + 1) * dimensions), to * dimensions);
      out.logProbability_t[to] = logProbability[entry]!;
      out.reward_t1[to] = rewardScale * reward[next]!;
      out.discount_t1[to] = this.settings.discount * discount[next]!;
      out.isChoice_t[to] = stepType[entry] === STEP_LAST ? 0 : 1;
    }
  }

  get state(): UnrollQueueState {
    return {
      rowsWritten: this.#rowsWritten,
      unrollsTaken: this.#unrollsTaken,
      passesLeft: this.#passesLeft,
      priorities: new Float64Array(0),
    };
  }

  load(state: UnrollQueueState, rowAt: (row: number) => Experience): void {
    refillRing(this.#ring, state.rowsWritten, rowAt);
    this.#rowsWritten = state.rowsWritten;
    this.#unrollsTaken = state.unrollsTaken;
    this.#passesLeft = state.passesLeft;
  }
}
