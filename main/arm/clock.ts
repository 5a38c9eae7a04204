/** Time and timers as an argument, so that tests need not wait for either. */
export interface Clock {
  /** Monotonic. */
  now_ms(): number;
  /** Calls `run` once, after a delay. @returns what cancels it. */
  after(delay_ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now_ms: () => performance.now(),
  after(delay_ms, run) {
    const timer = setTimeout(run, delay_ms);
    return () => clearTimeout(timer);
  },
};
