/** Where an episode of `last` + 1 moments is being played. Pure: time comes in, a step goes out. */
export class Playback {
  readonly last: number;
  readonly timestep_s: number;
  #place = 0;

  /** @param timestep_s time between two steps at speed 1 */
  constructor(last: number, timestep_s: number) {
    this.last = last;
    this.timestep_s = timestep_s;
  }

  get step(): number {
    return Math.floor(this.#place + 1e-9);
  }

  get isAtEnd(): boolean {
    return this.step >= this.last;
  }

  seek(step: number): void {
    this.#place = Math.min(this.last, Math.max(0, Math.round(step)));
  }

  advance(elapsed_s: number, speed: number): void {
    this.#place = Math.min(this.last, this.#place + (elapsed_s * speed) / this.timestep_s);
  }
}
