import { expect, it } from 'vitest';
import type { CalibrationPrompt } from './arm-calibration.ts';
import type { ArmDescription } from './arm-description.ts';
import { handFor } from './helping-hand.ts';

const joint = {
  servoModel: 'sts3215',
  sign: 1,
  grips: false,
  maxSpeed_radps: 2.5,
  maxAcceleration_radps2: 30,
  torqueLimit: 0.8,
  maxLead_rad: 0.35,
} as const;
const arm: ArmDescription = {
  id: 'two',
  title: 'Two joints',
  joints: [
    { ...joint, name: 'lift', servoId: 1, low_rad: -1, high_rad: 2, turnsFreely: false },
    { ...joint, name: 'roll', servoId: 2, low_rad: -3, high_rad: 3, turnsFreely: true },
  ],
  twin: 'file:///two.xml',
  tool: 'tool',
  policyJoints: ['lift'],
  park_rad: [[0, 0]],
};
const CENTRE = [0.5, 0];

type Asked = Pick<CalibrationPrompt, 'step' | 'shown'>;

/** An arm that is where it is led at once, and a hand on it. */
function helped(of = arm) {
  const done: unknown[] = [];
  let pose_rad: readonly number[] = [0, 0];
  const hand = handFor(
    of,
    (pose) => done.push((pose_rad = pose)),
    ({ type }) => done.push(type),
  );
  const ask = ({ step, shown }: Asked, prompts = 200, swept_rad = 1) => {
    done.length = 0;
    for (let i = 0; i < prompts; i++) {
      const joints = of.joints.map(({ name }, j) => ({
        name,
        position_ticks: Math.round(1000 * pose_rad[j]!),
        swept_rad,
        expected_rad: 1,
        sign: null,
      }));
      hand.obey({ step, shown, title: '', text: '', problem: null, joints });
    }
    return done;
  };
  return ask;
}

it('centres the arm, leads every joint that stops from end to end, and confirms', () => {
  const ask = helped();
  expect(ask({ step: 'centre', shown: null })).toEqual([CENTRE, 'confirm']);
  expect(ask({ step: 'sweep', shown: null })).toEqual([[-1, 0], CENTRE, [2, 0], CENTRE, CENTRE, 'confirm']);
});

it('leads a joint again, twice at most, that did not come from end to end', () => {
  const once = [[-1, 0], CENTRE, [2, 0], CENTRE];
  expect(helped()({ step: 'sweep', shown: null }, 300, 0.9)).toEqual([...once, ...once, ...once, CENTRE, 'confirm']);
});

it('makes room where the table is in the way', () => {
  const joints = arm.joints.map((joint, j) => ({ ...joint, name: ['shoulder_lift', 'elbow_flex'][j]! }));
  const ask = helped({ ...arm, joints: [joints[0]!, { ...joints[1]!, turnsFreely: false }] });
  expect(ask({ step: 'sweep', shown: null }).slice(0, 4)).toEqual([
    [-1, 0],
    [0.5, -1.5],
    [2, -1.5],
    [0.5, -1.5],
  ]);
});

it('follows the twin where a direction is asked for, and leaves the rest to the host', () => {
  const ask = helped();
  expect(ask({ step: 'sign', shown: null })).toEqual([CENTRE, 'confirm']);
  expect(ask({ step: 'sign', shown: { joint: 'lift', towards_rad: 2 } })).toEqual([[0.9, 0]]);
  expect(ask({ step: 'sign', shown: { joint: 'roll', towards_rad: 3 } })).toEqual([[0.5, 0.4]]);
  expect(ask({ step: 'review', shown: null })).toEqual(['confirm']);
});

it('waits until the arm is at rest', () => {
  const ask = helped();
  expect(ask({ step: 'centre', shown: null }, 3)).toEqual([CENTRE]);
});
