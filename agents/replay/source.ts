import type { Experience } from './experience.ts';

/** Where a learner's batches come from: rows of experience go in, batches come out. */
export interface ExperienceSource<Batch> {
  readonly rowsWritten: number;
  /** Rows held at most. */
  readonly rowCapacity: number;
  /** Share of the capacity in use. */
  readonly fill: number;
  /** Whether there is a batch to be had. */
  readonly ready: boolean;
  append(from: Experience, fromRow: number): void;
  /** Writes the next batch into `out`. Call only when `ready`. */
  sample(out: Batch): void;
  /** @param priority_t what `learn` returned for each sample of the batch before, [B]. */
  updatePriorities?(priority_t: Float32Array): void;
  readonly state: SourceState;
  /** Takes up a saved state. `rowAt` yields the saved experience of absolute row numbers, oldest kept row first. */
  load(state: SourceState, rowAt: (row: number) => Experience): void;
}

/** What a checkpoint keeps of a source besides the experience itself: plain data, and the priorities. */
export interface SourceState {
  readonly rowsWritten: number;
  /** [capacity in entries]; empty unless sampling is prioritised. */
  readonly priorities: Float64Array;
}
