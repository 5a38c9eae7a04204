import type { Twin } from '../../../../sims/arms/twin.ts';
import type { Wish } from '../../safety/guard.ts';
import { dampedLeastSquares } from '../damped-least-squares.ts';
import type { Source, SourceInput } from './source.ts';

export type Vector = readonly [number, number, number];

const MAX_SPEED_mps = 0.15;

/** The tool moves in a straight line, at a velocity that is given. */
export class ToolJog implements Source {
  readonly mode = 'jog';
  readonly isCommanded = true;
  readonly #twin: Twin;
  #velocity_mps: Vector;

  constructor(twin: Twin, velocity_mps: Vector) {
    this.#twin = twin;
    this.#velocity_mps = velocity_mps;
  }

  /** @param velocity_mps in the base's frame: x forward, z up */
  move(velocity_mps: Vector): void {
    this.#velocity_mps = velocity_mps;
  }

  wish({ goals_rad, tick_s }: SourceInput): Wish {
    const size_mps = Math.hypot(...this.#velocity_mps);
    const scale = size_mps > MAX_SPEED_mps ? MAX_SPEED_mps / size_mps : 1;
    const [x, y, z] = this.#velocity_mps;
    const jacobian = this.#twin.toolJacobian(goals_rad);
    const speeds_radps = dampedLeastSquares(jacobian, [scale * x, scale * y, scale * z]);
    return { goals_rad: goals_rad.map((goal, j) => goal + speeds_radps[j]! * tick_s), speeds_radps };
  }
}
