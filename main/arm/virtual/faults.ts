/** What goes wrong on a virtual bus; may be changed at any time. Probabilities are per answer. */
export interface Faults {
  /** Answers that never arrive. */
  lost: number;
  /** Answers in which a bit is flipped. */
  damaged: number;
  /** Answers that come `lateBy_ms` after their time. */
  late: number;
  lateBy_ms: number;
  /** Servos whose plug is out: silent, and without drive. */
  readonly missing: Set<number>;
  /** Ids that a second servo has too: both answer at once. */
  readonly duplicate: Set<number>;
  /** Servos that are set to another baud rate than the bus: silent, but driven on. */
  readonly wrongBaud: Set<number>;
  /** Servos whose overload protection trips now. */
  readonly overload: Set<number>;
  /** Servos that are as hot as their temperature limit. */
  readonly overheated: Set<number>;
  /** Servos whose joint is jammed where it stands. */
  readonly stalled: Set<number>;
  /** Voltage of the supply, or null for the arm's own. Below about 4 V the servos restart when it comes back. */
  supply_V: number | null;
  /** Play between gear and joint, to both sides together. */
  backlash_rad: number;
  /** Whether the adapter hands back what it receives. */
  echo: boolean;
}

export function noFaults(): Faults {
  return {
    lost: 0,
    damaged: 0,
    late: 0,
    lateBy_ms: 40,
    missing: new Set(),
    duplicate: new Set(),
    wrongBaud: new Set(),
    overload: new Set(),
    overheated: new Set(),
    stalled: new Set(),
    supply_V: null,
    backlash_rad: 0,
    echo: false,
  };
}
