import { expect, it } from 'vitest';
import {
  formatAgo,
  formatCompact,
  formatCount,
  formatDuration,
  formatMeasure,
  formatPercent,
  formatScore,
} from './quantities.ts';

/** Quantities never break over lines. */
const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

it('writes counts, whole and compact', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect([950, 12_000, 1_500_000].map(formatCompact)).toEqual(['950', '12k', '1.5M']);
});

it('writes measures at three digits, and a dash where there is none', () => {
  expect([0.012345, -45.12, 12_345.6, 0].map(formatMeasure)).toEqual(['0.0123', '−45.1', '12,345.6', '0']);
  expect([null, NaN].map(formatMeasure)).toEqual(['–', '–']);
});

it('writes a score as the goal of its task has it', () => {
  expect(spaced(formatScore(0.97, 'successRate'))).toBe('97 %');
  expect(formatScore(0.97, 'meanReturn')).toBe('0.97');
  expect(formatScore(null, 'successRate')).toBe('–');
  expect(formatPercent(0.005)).toBe('0.5\u00a0%');
});

it.each([
  [7.6, '8 s'],
  [59.7, '1 min 00 s'],
  [125, '2 min 05 s'],
  [12_000, '3 h 20 min'],
])('writes %d seconds as %s', (seconds, text) => expect(spaced(formatDuration(seconds))).toBe(text));

it.each([
  [0.5, 'just now'],
  [5.9, '5 min ago'],
  [200, '3 h ago'],
  [1_500, 'yesterday'],
  [5_000, '1 May 2026'],
])('writes %d minutes ago as %s', (minutes, text) => {
  const now_ms = Date.parse('2026-05-01T12:00:00Z') + minutes * 60_000;
  expect(formatAgo('2026-05-01T12:00:00Z', now_ms)).toBe(text);
});
