import { expect, it } from 'vitest';
import { so101 } from '../../arm/arms/so101.ts';
import { eventOf } from './calibrate.ts';
import { parsePose } from './move.ts';

const joints = so101.joints.map(({ name }) => name);

it('reads a pose in degrees, and leaves the other joints', () => {
  expect(parsePose(['shoulder_pan=90', 'gripper=-1.8'], joints)).toEqual([
    Math.PI / 2,
    null,
    null,
    null,
    null,
    expect.closeTo(-0.0314, 3),
  ]);
  expect(parsePose([], joints)).toEqual(joints.map(() => null));
});

it.each([
  ['shoulder_pam=3', /shoulder_pam.*|shoulder_pan/],
  ['gripper', /gives no angle/],
  ['gripper=wide', /gives no angle/],
])('refuses %j', (word, message) => {
  expect(() => parsePose([word], joints)).toThrow(message);
});

it.each([
  ['', { type: 'confirm' }],
  [' cancel ', { type: 'cancel' }],
  ['ends', { type: 'redo', step: 'sweep' }],
  ['direction elbow_flex', { type: 'redo', step: 'sign', joint: 'elbow_flex' }],
  ['what', null],
])('%j while calibrating means %o', (line, event) => {
  expect(eventOf(line)).toEqual(event);
});
