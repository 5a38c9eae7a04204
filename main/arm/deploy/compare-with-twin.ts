import { setImmediate } from 'node:timers/promises';
import type { TwinComparison } from '../../../contracts/deploy.ts';
import { Physics, type DrivenJointAddress } from '../../../sims/physics/physics.ts';
import type { MotionTick } from './motion-record.ts';

/** Whoever waits meanwhile does not wait long. */
const TICKS_AT_A_TIME = 200;

/**
 * Sends the twin the goals that were sent to the arm, from where the arm was at the first tick of every cut on: how far
 * the two come apart is what the simulation gets wrong about this arm.
 * @param model file URL of the MJCF that the policy was trained in. @param joints as the ticks have them
 */
export async function compareWithTwin(
  ticks: readonly MotionTick[],
  model: string,
  joints: readonly string[],
): Promise<TwinComparison> {
  const physics = await Physics.load(model);
  try {
    const twin = new TwinArm(physics, joints);
    const twin_rad: (readonly number[])[] = [];
    for (const [i, tick] of ticks.entries()) {
      if (tick.isFirst) twin.stand(tick);
      else twin.follow(ticks[i - 1]!, tick.time_s);
      twin_rad.push(twin.positions_rad);
      if (i % TICKS_AT_A_TIME === 0) await setImmediate();
    }
    return summarise(ticks, twin_rad, joints);
  } finally {
    physics.dispose();
  }
}

class TwinArm {
  readonly #physics: Physics;
  readonly #joints: readonly DrivenJointAddress[];
  #time_s = 0;

  constructor(physics: Physics, joints: readonly string[]) {
    this.#physics = physics;
    this.#joints = joints.map((name) => physics.drivenJoint(name));
  }

  get positions_rad(): number[] {
    return this.#joints.map(({ qpos }) => this.#physics.qpos[qpos]!);
  }

  stand({ time_s, measured_rad, velocity_radps }: MotionTick): void {
    this.#time_s = time_s;
    this.#joints.forEach(({ qpos, qvel }, j) => {
      this.#physics.qpos[qpos] = measured_rad[j]!;
      this.#physics.qvel[qvel] = velocity_radps[j]!;
    });
  }

  /** Moves on under the goals of the tick before; what is less than a time step of the simulation is kept for the next. */
  follow({ sent_rad }: MotionTick, time_s: number): void {
    this.#joints.forEach(({ ctrl }, j) => (this.#physics.ctrl[ctrl] = sent_rad[j]!));
    const steps = Math.round((time_s - this.#time_s) / this.#physics.timestep_s);
    this.#physics.step(steps);
    this.#time_s += steps * this.#physics.timestep_s;
  }
}

function summarise(
  ticks: readonly MotionTick[],
  twin_rad: readonly (readonly number[])[],
  joints: readonly string[],
): TwinComparison {
  const apart = (joint: number) => ticks.map(({ measured_rad }, i) => measured_rad[joint]! - twin_rad[i]![joint]!);
  const start_s = ticks[0]?.time_s ?? 0;
  return {
    joints: joints.map((joint, j) => {
      const differences = apart(j);
      const squares = differences.reduce((sum, value) => sum + value * value, 0);
      return {
        joint,
        rms_rad: Math.sqrt(squares / Math.max(1, differences.length)),
        worst_rad: differences.reduce((worst, value) => Math.max(worst, Math.abs(value)), 0),
      };
    }),
    times_s: Float32Array.from(ticks, ({ time_s }) => time_s - start_s),
    measured_rad: Float32Array.from(ticks.flatMap(({ measured_rad }) => measured_rad)),
    twin_rad: Float32Array.from(twin_rad.flat()),
    targetsAt: ticks.flatMap(({ isFirst }, i) => (isFirst ? [i] : [])),
  };
}
