/** Where training waits, between two iterations, as long as a person holds it. */
export class Gate {
  #isOpen = true;
  #steps = 0;
  /** Wakes the one who waits. */
  #wake = (): void => {};

  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    this.#isOpen = false;
  }

  open(): void {
    this.#isOpen = true;
    this.#steps = 0;
    this.#wake();
  }

  /** Lets one iteration pass while the gate is closed. */
  letOnePass(): void {
    if (!this.#isOpen) this.#steps++;
    this.#wake();
  }

  /** Returns when the next iteration may begin, or `signal` is aborted. */
  async pass(signal: AbortSignal): Promise<void> {
    while (!this.#isOpen && this.#steps === 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (!this.#isOpen && this.#steps > 0) this.#steps--;
  }
}
