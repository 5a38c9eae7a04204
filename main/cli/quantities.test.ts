import { expect, it } from 'vitest';
import { formatBytes, formatDuration, formatMeasure } from './quantities.ts';

it.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [3599.7, '1 h 00 min'],
  [12_000, '3 h 20 min'],
])('says %d seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [0, '0'],
  [0.012345, '0.0123'],
  [-45.12, '-45.1'],
  [12_345.6, '12,345.6'],
])('says %d as %s', (value, text) => {
  expect(formatMeasure(value)).toBe(text);
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_638_845, '1.64 MB'],
  [84.5e9, '84.5 GB'],
])('says %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
