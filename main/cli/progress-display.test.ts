import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { ProgressDisplay } from './progress-display.ts';
import { trainingGauge, type Gauge } from './progress-line.ts';

let written: string[];
let now_ms: number;

beforeEach(() => {
  written = [];
  now_ms = 0;
});

function display(isTTY: boolean) {
  const sink = { isTTY, columns: 60, write: (text: string) => written.push(text) };
  return new ProgressDisplay(sink, 'reach', () => now_ms);
}

function progressAt(environmentSteps: number): Gauge {
  return trainingGauge({ environmentSteps, totalSteps: 100, updates: 0, wall_s: 1, eta_s: 9, latest: {} });
}

describe('on a terminal', () => {
  it('redraws one line in place, one column short of the width', () => {
    const shown = display(true);
    shown.update(progressAt(10));
    now_ms += 1_000;
    shown.update(progressAt(20));
    expect(written).toHaveLength(2);
    for (const text of written) {
      expect(text.startsWith('\r\u001B[K')).toBe(true);
      expect(text).not.toContain('\n');
      expect(stripVTControlCharacters(text).trim().length).toBeLessThanOrEqual(59);
    }
  });

  it('redraws no oftener than people see', () => {
    const shown = display(true);
    for (let i = 0; i < 100; i++) {
      shown.update(progressAt(i));
      now_ms += 10;
    }
    expect(written.length).toBeLessThanOrEqual(11);
  });

  it('keeps what is said above the bar, and leaves no bar behind', () => {
    const shown = display(true);
    shown.update(progressAt(10));
    shown.say('evaluated');
    shown.end();
    expect(written.slice(1)).toEqual(['\r\u001B[K', 'evaluated\n', written[0], '\r\u001B[K']);
  });
});

describe('in a pipe', () => {
  it('writes whole lines, a few seconds apart, without control characters', () => {
    const shown = display(false);
    for (let i = 0; i < 10; i++) {
      shown.update(progressAt(i));
      now_ms += 1_000;
    }
    shown.end();
    expect(written).toEqual([
      'reach    0 %  9 s left  0 of 100 steps  1 s so far\n',
      'reach    5 %  9 s left  5 of 100 steps  1 s so far\n',
    ]);
  });
});
