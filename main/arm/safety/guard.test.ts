import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../../contracts/random.ts';
import { Twin } from '../../../sims/arms/twin.ts';
import { so101 } from '../arms/so101.ts';
import { Guard, type Sent, type Wish } from './guard.ts';
import { describedLimits } from './limits-of.ts';

const TICK_s = 0.02;
/** With the jaw a little open, within its limits' margin. */
const HOME = so101.park_rad[0]!.with(5, 0);
const limits = describedLimits(so101);
const twin = await Twin.load(
  so101.twin,
  so101.joints.map(({ name }) => name),
);
afterAll(() => twin.dispose());

const guardAt = (pose: readonly number[]) => new Guard(twin, limits, TICK_s, pose);
/** Sends one wish for a while, to an arm that follows at once. */
function hold(guard: Guard, wish: Wish | null, ticks: number) {
  const sent = Array.from({ length: ticks }, () => guard.step(wish, guard.goals_rad));
  return { sent, last: sent.at(-1)! };
}

describe('the guard', () => {
  it('brings the arm where it is wished, without overshooting', () => {
    const goals_rad = HOME.map((angle, j) => angle + [0.5, 0.2, -0.3, 0.1, 1, 0.4][j]!);
    const { sent, last } = hold(guardAt(HOME), { goals_rad }, 200);
    last.goals_rad.forEach((goal, j) => expect(goal).toBeCloseTo(goals_rad[j]!, 9));
    const pan = sent.map((step) => step.goals_rad[0]!);
    expect(Math.max(...pan)).toBeLessThanOrEqual(goals_rad[0]! + 1e-9);
  });

  it('follows a wish that moves without lagging behind', () => {
    const guard = guardAt(HOME);
    hold(guard, null, 150);
    let behind = Infinity;
    for (let tick = 1; tick <= 40; tick++) {
      const goals_rad = HOME.with(0, tick * TICK_s);
      const speeds_radps = HOME.map((_, j) => (j === 0 ? 1 : 0));
      behind = goals_rad[0]! - guard.step({ goals_rad, speeds_radps }, guard.goals_rad).goals_rad[0]!;
    }
    expect(Math.abs(behind)).toBeLessThan(1e-6);
  });

  it.each([
    ['the table', HOME.with(1, 1.2), ['table', 'fixed jaw']],
    ['itself', [0, -1.7, 1.66, 0, 0, 0], ['lower arm', 'shoulder']],
  ])('slows, then stops before %s', (_, goals_rad, between) => {
    const guard = guardAt(HOME);
    const { sent, last } = hold(guard, { goals_rad }, 400);
    for (const { goals_rad: pose } of sent) expect(twin.clearance(pose).distance_m).toBeGreaterThan(0.0049);
    expect(guard.isAtRest || Math.max(...last.speeds_radps.map(Math.abs)) < 0.01).toBe(true);
    expect(sent.findLast(({ obstacle }) => obstacle)?.obstacle).toEqual(between);
    expect(sent.some(({ limitedBy }) => limitedBy.includes('approach'))).toBe(true);
    expect(hold(guard, { goals_rad: HOME }, 300).last.goals_rad[1]).toBeCloseTo(HOME[1]!, 6);
  });

  it('lets an arm that lies on the table rise', () => {
    const onTable = [0, 0.9, 0.3, 1.2, 0, 0];
    expect(twin.clearance(onTable).distance_m).toBeLessThan(0);
    const { last } = hold(guardAt(onTable), { goals_rad: HOME }, 400);
    last.goals_rad.forEach((goal, j) => expect(goal).toBeCloseTo(HOME[j]!, 6));
  });

  it.each([
    ['is not finite', { goals_rad: HOME.with(2, NaN) }],
    ['has a speed that is not finite', { goals_rad: HOME, speeds_radps: HOME.with(0, Infinity) }],
    ['is another arm’s', { goals_rad: [1, 2, 3] }],
    ['is missing', null],
  ])('brakes where a wish %s', (_, wish) => {
    const guard = guardAt(HOME);
    hold(guard, { goals_rad: HOME.with(0, 1) }, 120);
    hold(guard, wish, 20);
    expect(guard.isAtRest).toBe(true);
  });

  it('keeps every limit and distance, whatever is wished in whatever order', () => {
    const random = new Random(3);
    const guard = guardAt(HOME);
    const values = [NaN, Infinity, -1e9, 1e9, -2, 2, 0];
    let before: Pick<Sent, 'speeds_radps'> = { speeds_radps: HOME.map(() => 0) };
    for (let tick = 0; tick < 3_000; tick++) {
      const goals_rad = HOME.map(() => (random.integer(9) === 0 ? values[random.integer(7)]! : random.between(-2, 2)));
      const sent = guard.step({ goals_rad }, guard.goals_rad);
      limits.forEach(({ low_rad, high_rad, maxSpeed_radps, maxAcceleration_radps2 }, j) => {
        const [goal, speed] = [sent.goals_rad[j]!, sent.speeds_radps[j]!];
        const change = Math.abs(speed - before.speeds_radps[j]!);
        const isWithin =
          goal >= low_rad - 1e-9 &&
          goal <= high_rad + 1e-9 &&
          Math.abs(speed) <= maxSpeed_radps &&
          change <= maxAcceleration_radps2 * TICK_s + 1e-9;
        if (!isWithin) expect({ tick, j, goal, speed, change }).toBe('within the limits');
      });
      before = sent;
    }
    expect(twin.clearance(guard.goals_rad).distance_m).toBeGreaterThan(0.004);
  });
});
