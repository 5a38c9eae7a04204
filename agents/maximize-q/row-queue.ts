/** Places in shared memory, int32. */
const ROUND = 0;
const NEXT = 1;
const DONE = 2;
const CLOSED = 3;
const BYTES = 16;

/** Does the rows [first, end). */
type Work = (first: number, end: number) => void;

/**
 * The rows of a batch, taken a few at a time by whichever thread is free; round after round. One thread holds the
 * rounds and takes part in them. The others help as the system gives them time, and are waited for only with what they
 * have taken. What comes of a row must not depend on who takes it.
 */
export class RowQueue {
  readonly buffer: SharedArrayBuffer;
  readonly #state: Int32Array;
  readonly #rows: number;
  readonly #chunk: number;

  /** @param chunk rows taken together @param buffer of the same queue in another thread */
  constructor(rows: number, chunk: number, buffer = new SharedArrayBuffer(BYTES)) {
    this.buffer = buffer;
    this.#state = new Int32Array(buffer);
    this.#rows = rows;
    this.#chunk = chunk;
  }

  /** Holds a round: returns when every row is done. */
  hold(work: Work): void {
    const state = this.#state;
    // In this order: a helper that is late for the last round takes rows as soon as there are any.
    Atomics.store(state, DONE, 0);
    Atomics.store(state, NEXT, 0);
    Atomics.add(state, ROUND, 1);
    Atomics.notify(state, ROUND);
    this.#take(work);
    for (let done = 0; done < this.#rows; done = Atomics.load(state, DONE)) Atomics.wait(state, DONE, done);
  }

  /** Helps in every round until the queue is closed, asleep between them. */
  help(work: Work): void {
    const state = this.#state;
    for (let seen = 0; ; seen = Atomics.load(state, ROUND)) {
      Atomics.wait(state, ROUND, seen);
      if (Atomics.load(state, CLOSED)) return;
      this.#take(work);
    }
  }

  /** Lets the helpers go. */
  close(): void {
    Atomics.store(this.#state, CLOSED, 1);
    Atomics.add(this.#state, ROUND, 1);
    Atomics.notify(this.#state, ROUND);
  }

  #take(work: Work): void {
    const state = this.#state;
    for (;;) {
      const first = Atomics.add(state, NEXT, this.#chunk);
      if (first >= this.#rows) return;
      const end = Math.min(first + this.#chunk, this.#rows);
      try {
        work(first, end);
      } finally {
        Atomics.add(state, DONE, end - first);
        Atomics.notify(state, DONE);
      }
    }
  }
}
