import { describe, expect, it } from 'vitest';
import { Random } from '../../../contracts/random.ts';
import { brakingDistance, speedToStopWithin } from './braking.ts';
import type { JointLimits, JointMotion } from './joint-motion.ts';
import { allowSpeed } from './rules.ts';

const LIMITS: JointLimits = {
  low_rad: -1,
  high_rad: 1,
  maxSpeed_radps: 2,
  maxAcceleration_radps2: 20,
  maxLead_rad: 0.3,
};
const TICK_s = 0.02;
const FREE = { limits: LIMITS, tick_s: TICK_s, sinceTorque_s: 10, speedShare: 1 };
const moving = (goal_rad: number, speed_radps: number, measured_rad = goal_rad): JointMotion => ({
  goal_rad,
  speed_radps,
  measured_rad,
});

/** Every rule alone: what is wished would be allowed without it. */
describe('a rule', () => {
  it('position: stops before the limit', () => {
    const { speed_radps, by } = allowSpeed(1, { ...FREE, motion: moving(0.99, 0.6) });
    expect(by).toBe('position');
    expect(0.99 + speed_radps * TICK_s + brakingDistance(speed_radps, 20, TICK_s)).toBeCloseTo(1, 9);
  });

  it('position: lets a joint outside return, and go no further', () => {
    expect(allowSpeed(0.1, { ...FREE, motion: moving(1.2, 0) })).toEqual({ speed_radps: 0, by: 'position' });
    expect(allowSpeed(-0.1, { ...FREE, motion: moving(1.2, 0) })).toEqual({ speed_radps: -0.1, by: null });
  });

  it('speed: is bounded', () => {
    expect(allowSpeed(2.3, { ...FREE, motion: moving(0, 2) })).toEqual({ speed_radps: 2, by: 'speed' });
  });

  it('acceleration: is bounded both ways', () => {
    expect(allowSpeed(2, { ...FREE, motion: moving(0, 1) })).toEqual({ speed_radps: 1.4, by: 'acceleration' });
    expect(allowSpeed(-2, { ...FREE, motion: moving(0, 1) })).toEqual({ speed_radps: 0.6, by: 'acceleration' });
  });

  it('torque: a goal does not run away from a joint that is held', () => {
    expect(allowSpeed(0.4, { ...FREE, motion: moving(0.3, 0, 0) })).toEqual({ speed_radps: 0, by: 'torque' });
  });

  it('first moves: are slow', () => {
    const early = { ...FREE, sinceTorque_s: 0.5, motion: moving(0, 0.2) };
    expect(allowSpeed(0.5, early)).toEqual({ speed_radps: 0.3, by: 'first moves' });
  });

  it('approach: is slowed as hard as the acceleration allows', () => {
    const near = { ...FREE, speedShare: 0.1 };
    expect(allowSpeed(0.5, { ...near, motion: moving(0, 0.4) })).toEqual({ speed_radps: 0.2, by: 'approach' });
    expect(allowSpeed(2, { ...near, motion: moving(0, 2) }).speed_radps).toBeCloseTo(1.6);
  });
});

it('a goal stops within the distance, and would not if it were any faster', () => {
  const random = new Random(1);
  for (let i = 0; i < 10_000; i++) {
    const [distance, deceleration, tick_s] = [
      random.between(0, 3),
      random.between(1, 100),
      random.between(0.005, 0.04),
    ];
    const speed = speedToStopWithin(distance, deceleration, tick_s);
    expect(speed * tick_s + brakingDistance(speed, deceleration, tick_s)).toBeCloseTo(distance, 9);
  }
});

describe('100,000 hostile sequences of commands', () => {
  it('break no limit of position, speed or acceleration', () => {
    const random = new Random(2);
    const hostile = [NaN, Infinity, -Infinity, 1e300, -1e300, 2, -2, 0, 1e-300];
    for (let sequence = 0; sequence < 100_000; sequence++) {
      const tick_s = [0.005, 0.01, 0.02][random.integer(3)]!;
      let motion = moving(random.between(-1, 1), 0);
      for (let tick = 0; tick < 12; tick++) {
        const wished = random.integer(2) === 0 ? hostile[random.integer(hostile.length)]! : random.between(-5, 5);
        const input = {
          limits: LIMITS,
          tick_s,
          sinceTorque_s: random.between(0, 3),
          speedShare: random.between(0.1, 1),
          motion: { ...motion, measured_rad: motion.goal_rad + random.between(-0.5, 0.5) },
        };
        const { speed_radps } = allowSpeed(wished, input);
        const goal_rad = motion.goal_rad + speed_radps * tick_s;
        const isWithin =
          Math.abs(goal_rad) <= 1 + 1e-9 &&
          Math.abs(speed_radps) <= 2 &&
          Math.abs(speed_radps - motion.speed_radps) <= 20 * tick_s + 1e-9;
        // A matcher for each of a million ticks would take most of the time.
        if (!isWithin) expect({ sequence, tick, wished, motion, speed_radps }).toBe('within the limits');
        motion = moving(goal_rad, speed_radps);
      }
    }
  });
});
