import type { VirtualBus } from '../../main/arm/virtual/virtual-bus.ts';

const LOOK_EVERY_ms = 5;
/** Joints that are this near to where they end up are there. */
const THERE_rad = 0.01;
const SPEED_OVER_ms = 100;

interface Look {
  readonly time_ms: number;
  readonly positions_rad: readonly number[];
}

/** Looks at a virtual arm's joints, whatever the programs say of them. */
export class JointWatch {
  readonly #looks: Look[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor({ bench }: VirtualBus) {
    const look = () => this.#looks.push({ time_ms: performance.now(), positions_rad: bench.positions_rad });
    this.#timer = setInterval(look, LOOK_EVERY_ms);
  }

  /** How far the joint moved that moved most in the last tenth of a second, rad/s. */
  get speed_radps(): number {
    const now = this.#looks.at(-1);
    const before = now && this.#looks.findLast(({ time_ms }) => time_ms <= now.time_ms - SPEED_OVER_ms);
    return before ? (1000 * apart(now, before)) / SPEED_OVER_ms : 0;
  }

  /** When the joints were last elsewhere than where they are now. */
  get stoodSince_ms(): number {
    const now = this.#looks.at(-1)!;
    return this.#looks.findLast((look) => apart(look, now) > THERE_rad)?.time_ms ?? -Infinity;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function apart(one: Look, other: Look): number {
  return Math.max(...one.positions_rad.map((position, j) => Math.abs(position - other.positions_rad[j]!)));
}
