import { expect, it } from 'vitest';
import { formatAngle, formatMillimetres, toDegrees, toRadians } from './joints.ts';

it.each([
  [Math.PI / 2, '90.0°'],
  [-0.5, '−28.6°'],
  [-0.0001, '0.0°'],
  [null, '–'],
])('%d rad are %s', (angle, text) => expect(formatAngle(angle)).toBe(text));

it.each([
  [-0.0372, '−37'],
  [-0.0002, '0'],
  [0.384, '384'],
])('%d m are %s mm', (length, text) => expect(formatMillimetres(length)).toBe(text));

it('turns degrees into radians and back', () => expect(toDegrees(toRadians(30))).toBeCloseTo(30));
