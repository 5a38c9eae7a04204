import type { Exchange, Outcome } from './exchange.ts';
import type { BusStatistics, RoundTrips, ServoFeedback, ServoHealth } from './servo-bus.ts';

/** Round trips that the figures are of. */
const WINDOW = 4096;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts what is sent, lost and damaged, for the bus and for each servo. */
export class Statistics {
  readonly #total = { expected: 0, lost: 0, damaged: 0, retried: 0 };
  readonly #servos = new Map<number, Mutable<ServoHealth>>();
  readonly #durations_ms = new Float64Array(WINDOW);
  #count = 0;

  record(exchange: Exchange, outcome: Outcome, repeated: boolean): void {
    if (exchange.expect.length === 0 || (exchange.optional && outcome.replies.size === 0)) return;
    const owing = exchange.expect.filter((id) => !outcome.replies.has(id));
    for (const id of exchange.expect) this.#recordServo(id, owing.includes(id), outcome, owing.length, repeated);
    this.#total.expected += exchange.expect.length;
    this.#total.damaged += outcome.damaged;
    this.#total.lost += Math.max(0, owing.length - outcome.damaged);
    if (repeated) this.#total.retried++;
    if (owing.length === 0) this.#durations_ms[this.#count++ % WINDOW] = outcome.duration_ms;
  }

  heard(feedback: ServoFeedback, now_ms: number): void {
    Object.assign(this.#servo(feedback.id), { feedback, heard_ms: now_ms });
  }

  /** Answers lost or damaged since the last sound one. */
  silentFor(id: number): number {
    return this.#servo(id).silentFor;
  }

  snapshot(): BusStatistics {
    const servos = [...this.#servos.values()].sort((a, b) => a.id - b.id).map((servo) => ({ ...servo }));
    return { ...this.#total, roundTrips: this.#roundTrips(), servos };
  }

  #recordServo(id: number, owes: boolean, { damaged }: Outcome, owing: number, repeated: boolean): void {
    const servo = this.#servo(id);
    servo.expected++;
    if (repeated) servo.retried++;
    servo.silentFor = owes ? servo.silentFor + 1 : 0;
    // Whose a damaged frame was can be told only if all who owe one sent damage.
    if (owes && damaged >= owing) servo.damaged++;
    else if (owes) servo.lost++;
  }

  #servo(id: number): Mutable<ServoHealth> {
    let servo = this.#servos.get(id);
    if (!servo) {
      servo = { id, expected: 0, lost: 0, damaged: 0, retried: 0, silentFor: 0, feedback: null, heard_ms: null };
      this.#servos.set(id, servo);
    }
    return servo;
  }

  #roundTrips(): RoundTrips {
    const sorted = this.#durations_ms.slice(0, Math.min(this.#count, WINDOW)).sort();
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    return { count: this.#count, median_ms: at(0.5), p99_ms: at(0.99), worst_ms: at(1) };
  }
}
