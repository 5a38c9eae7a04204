import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { so101 } from '../arms/so101.ts';
import { sts3215 } from '../servos/sts3215.ts';
import { xl330M288 } from '../servos/xl330-m288.ts';
import { actualPosition } from './actual-position.ts';
import { homeTravel } from './homing.ts';
import { JointScale } from './joint-scale.ts';
import { beginSweep, extendSweep, travel_ticks } from './sweep.ts';

const anywhere = fc.integer({ min: 0, max: 4095 });
const model = fc.constantFrom(sts3215, xl330M288);

describe('a sweep', () => {
  it('is as long as the joint was moved, wherever the seam lies', () => {
    fc.assert(
      fc.property(anywhere, fc.array(fc.integer({ min: -1500, max: 1500 })), (start, moves) => {
        let [actual, least, most] = [start, start, start];
        let sweep = beginSweep(start, 4096);
        for (const move of moves) {
          actual += move;
          [least, most] = [Math.min(least, actual), Math.max(most, actual)];
          sweep = extendSweep(sweep, ((actual % 4096) + 4096) % 4096);
        }
        expect(travel_ticks(sweep)).toBe(most - least);
      }),
      { seed: 1 },
    );
  });
});

describe('homing', () => {
  it('puts every travel around the middle of the turn, with an offset that the servo can keep', () => {
    fc.assert(
      fc.property(model, anywhere, fc.integer({ min: 100, max: 4000 }), (servo, low, travel) => {
        const homing = homeTravel(servo, low, low + travel);
        expect(Math.abs(homing.homingOffset_ticks)).toBeLessThanOrEqual(2048);
        if (servo === sts3215) expect(Math.abs(homing.homingOffset_ticks)).toBeLessThanOrEqual(2047);
        expect(Math.abs((homing.low_ticks + homing.high_ticks) / 2 - 2048)).toBeLessThanOrEqual(1.5);
        expect(homing.high_ticks - homing.low_ticks).toBe(travel);
        // What the servo then reports at the low end, up to whole turns.
        const reported = low + servo.offsetSign * homing.homingOffset_ticks;
        expect((((reported - homing.low_ticks) % 4096) + 4096) % 4096).toBe(0);
      }),
      { seed: 1 },
    );
  });

  it('shifts by a tick where Feetech has no offset of half a turn', () => {
    expect(homeTravel(sts3215, -1000, 1000)).toEqual({
      homingOffset_ticks: -2047,
      low_ticks: 1047,
      high_ticks: 3047,
    });
  });

  it('finds the shaft again behind any offset', () => {
    fc.assert(
      fc.property(model, anywhere, fc.integer({ min: -2047, max: 2047 }), (servo, actual, offset) => {
        expect(actualPosition(servo, actual + servo.offsetSign * offset, offset)).toBe(actual);
      }),
      { seed: 1 },
    );
  });
});

describe('a joint’s scale', () => {
  const joint = so101.joints[0]!;
  const scaleOf = (sign: 1 | -1, low_ticks: number, high_ticks: number) =>
    new JointScale(joint, { servoId: 1, sign, homingOffset_ticks: 0, low_ticks, high_ticks }, sts3215);

  it('turns counts into angles and back, on any turn and either sign', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<1 | -1>(1, -1),
        fc.integer({ min: 800, max: 1500 }),
        fc.integer({ min: 2500, max: 3300 }),
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: 800, max: 3300 }),
        (sign, low, high, turn, position) => {
          const scale = scaleOf(sign, low, high);
          const counted = position + turn * 4096;
          expect(scale.turnOf(counted)).toBe(turn);
          const angle = scale.toAngle(counted, turn);
          expect(angle).toBeCloseTo(scale.toAngle(position, 0), 9);
          expect(scale.toTicks(angle, turn)).toBe(counted);
          expect(Math.abs(scale.toAngle(scale.toTicks(angle + 1e-4, turn), turn) - angle - 1e-4)).toBeLessThan(8e-4);
        },
      ),
      { seed: 1 },
    );
  });

  it('has its centre in the middle, and no limit beyond what was found or described', () => {
    expect(scaleOf(1, 1024, 3072).toAngle(2048, 0)).toBe(0);
    expect(scaleOf(-1, 1024, 3072).toAngle(3072, 0)).toBeCloseTo(-Math.PI / 2);
    expect(scaleOf(1, 1024, 3072).limits_rad[1]).toBeCloseTo(Math.PI / 2);
    expect(scaleOf(1, 0, 4095).limits_rad).toEqual([joint.low_rad, joint.high_rad]);
  });
});
