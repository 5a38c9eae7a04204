import { describe, expect, it } from 'vitest';
import { so101 } from '../arms/so101.ts';
import { JointScale } from './joint-scale.ts';
import {
  advanceCalibration,
  beginCalibration,
  calibratedJoints,
  type Calibration,
  type ProcedureEvent,
} from './procedure.ts';
import { promptOf } from './prompt.ts';
import { servosOf } from '../arms/describe-arm.ts';
import { actualPosition } from './actual-position.ts';

const RAD_PER_TICK = (2 * Math.PI) / 4096;

/** An arm in a person's hands: its shafts stand anywhere when its joints are centred, and one is mirrored. */
const SHAFT_AT_CENTRE = [100, 4000, 2048, 0, 3000, 700];
const MIRRORED = 2;

const centres = so101.joints.map(({ centre_rad, low_rad, high_rad }) => centre_rad ?? (low_rad + high_rad) / 2);
const signOf = (joint: number) => (joint === MIRRORED ? -1 : 1);
const shaft = (joint: number, angle: number) => {
  const ticks = SHAFT_AT_CENTRE[joint]! + Math.round((signOf(joint) * (angle - centres[joint]!)) / RAD_PER_TICK);
  return ((ticks % 4096) + 4096) % 4096;
};
const at = (angles: readonly number[]): ProcedureEvent => ({
  type: 'positions',
  actual_ticks: angles.map((angle, joint) => shaft(joint, angle)),
});

const CONFIRM = { type: 'confirm' } as const;
const run = (from: Calibration, events: readonly ProcedureEvent[]) => events.reduce(advanceCalibration, from);

/** Moves one joint along a path while the others stay centred. */
function moving(joint: number, ...path: readonly number[]): ProcedureEvent[] {
  const points = path.flatMap((to, i) => {
    const from = path[i - 1] ?? centres[joint]!;
    const steps = Math.max(1, Math.ceil(Math.abs(to - from) / 0.1));
    return Array.from({ length: steps }, (_, k) => from + ((k + 1) / steps) * (to - from));
  });
  return points.map((angle) => at(centres.with(joint, angle)));
}

const sweeping = so101.joints.flatMap(({ low_rad, high_rad, turnsFreely }, joint) =>
  turnsFreely ? [] : moving(joint, low_rad, high_rad, centres[joint]!),
);
const showingSigns = so101.joints.flatMap((_, joint) => moving(joint, centres[joint]! + 0.2, centres[joint]!));

const centred = run(beginCalibration(so101), [at(centres), CONFIRM]);
const swept = run(centred, [...sweeping, CONFIRM]);
const reviewed = run(swept, [CONFIRM, ...showingSigns]);

describe('the guided calibration', () => {
  it('finds every joint’s angle again, over the seam and where it is mirrored', () => {
    expect([centred, swept, reviewed].map(({ step }) => step)).toEqual(['sweep', 'sign', 'review']);
    const done = run(reviewed, [CONFIRM]);
    expect(done.step).toBe('done');
    const calibrated = calibratedJoints(done);
    const models = servosOf(so101);
    so101.joints.forEach((joint, j) => {
      const found = calibrated[joint.name]!;
      expect(found.sign).toBe(signOf(j));
      expect(found.low_ticks).toBeGreaterThanOrEqual(0);
      expect(found.high_ticks).toBeLessThan(4096);
      const scale = new JointScale(joint, found, models[j]!);
      for (const angle of [joint.low_rad + 0.01, centres[j]!, joint.high_rad - 0.01]) {
        // A servo takes its offset from the shaft's position.
        const present = actualPosition(models[j]!, shaft(j, angle), -found.homingOffset_ticks);
        expect(Math.abs(scale.toAngle(present, 0) - angle)).toBeLessThan(3 * RAD_PER_TICK);
      }
    });
  });

  it('does not go on while a servo is silent', () => {
    const silent: ProcedureEvent = { type: 'positions', actual_ticks: [1, 2, 3, null, 5, 6] };
    const refused = run(beginCalibration(so101), [silent, CONFIRM]);
    expect(refused).toMatchObject({ step: 'centre', problem: expect.stringContaining('wrist_flex (servo 4)') });
  });

  it('asks again for a joint that was hardly moved, moved to one side, or turned round', () => {
    const problemOf = (...events: ProcedureEvent[]) => run(centred, [...events, CONFIRM]).problem;
    expect(problemOf()).toContain('shoulder_pan was moved by only 0°');
    expect(problemOf(...moving(0, 0.9))).toContain('only 52°. Move it from one end');
    expect(problemOf(...moving(0, 2.5, 0))).toContain('one side only');
    expect(problemOf(...moving(0, 4, -4))).toContain('more than a turn');
  });

  it('is as long as it is not confirmed: a joint in motion tells no sign before', () => {
    expect(run(swept, showingSigns).signs).toEqual(swept.signs);
  });

  it('redoes what is asked for, and nothing else', () => {
    const again = run(reviewed, [{ type: 'redo', step: 'sign', joint: 'elbow_flex' }]);
    expect(again).toMatchObject({ step: 'sign', sweeps: reviewed.sweeps });
    expect(again.signs.map((sign) => sign === null)).toEqual([false, false, true, false, false, false]);
    expect(run(reviewed, [{ type: 'redo', step: 'centre' }]).step).toBe('centre');
    const sweptAgain = run(reviewed, [{ type: 'redo', step: 'sweep' }, ...sweeping, CONFIRM]);
    expect(sweptAgain.step).toBe('review');
    expect(calibratedJoints(sweptAgain)).toEqual(calibratedJoints(reviewed));
    expect(run(centred, [{ type: 'redo', step: 'sign' }])).toMatchObject({
      step: 'sweep',
      problem: expect.any(String),
    });
  });

  it('can be cancelled at any point, for good', () => {
    for (const state of [beginCalibration(so101), centred, swept, reviewed]) {
      const cancelled = run(state, [{ type: 'cancel' }, CONFIRM, at(centres), { type: 'redo', step: 'sweep' }]);
      expect(cancelled.step).toBe('cancelled');
    }
  });

  it('shows the joint whose direction it asks for', () => {
    const asking = run(swept, [CONFIRM]);
    expect(promptOf(asking)).toMatchObject({
      step: 'sign',
      shown: { joint: 'shoulder_pan', towards_rad: so101.joints[0]!.high_rad },
    });
    expect(promptOf(asking).joints[1]!.swept_rad).toBeCloseTo(3.49, 2);
    expect(promptOf(swept).shown).toBeNull();
  });
});
