import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../contracts/run.ts';
import { evaluationGauge, progressBarLine, progressLogLine, trainingGauge } from './progress-line.ts';

const progress: Progress = {
  environmentSteps: 21_000,
  totalSteps: 50_000,
  updates: 5_000,
  wall_s: 62,
  eta_s: 85,
  latest: { return: 12.345, success: 0.5, criticLoss: 0.01 },
};

describe('progressBarLine', () => {
  it.each([
    [20, ' 42 %'],
    [30, 'reach  ██████▋░░░░░░░░░   42 %'],
    [40, 'reach  ███▊░░░░░   42 %  1 min 25 s left'],
    [80, 'reach  ██████████▌░░░░░░░░░░░░░░   42 %  1 min 25 s left  21,000 of 50,000 steps'],
  ])('fits %i columns', (width, expected) => {
    expect(progressBarLine('reach', trainingGauge(progress), width)).toBe(expected);
  });

  it('never exceeds the width, whatever the numbers', () => {
    const steps = fc.integer({ min: 0, max: 1e9 });
    const time_s = fc.double({ min: 0, max: 1e7, noNaN: true });
    const any = fc.record({ environmentSteps: steps, wall_s: time_s, eta_s: fc.option(time_s), width: fc.nat(300) });
    fc.assert(
      fc.property(any, ({ width, ...rest }) => {
        const gauge = trainingGauge({ ...progress, ...rest });
        expect(progressBarLine('so101-reach', gauge, width).length).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('is full at the end and empty at the start', () => {
    const at = (environmentSteps: number) => trainingGauge({ ...progress, environmentSteps });
    expect(progressBarLine('reach', at(50_000), 60)).not.toContain('░');
    expect(progressBarLine('reach', at(0), 60)).not.toContain('█');
  });
});

describe('progressLogLine', () => {
  it('tells everything in words', () => {
    expect(progressLogLine('reach', trainingGauge(progress))).toBe(
      'reach   42 %  1 min 25 s left  21,000 of 50,000 steps  1 min 02 s so far  success 0.5  return 12.3',
    );
  });

  it('leaves out a remaining time that is unknown', () => {
    expect(progressLogLine('reach', trainingGauge({ ...progress, eta_s: null }))).not.toContain('left');
  });

  it('tells of an evaluation how many episodes are done', () => {
    const gauge = evaluationGauge({ done: 30, episodes: 100, share: 0.42, eta_s: 85 });
    expect(progressLogLine('reach', gauge)).toBe('reach   42 %  1 min 25 s left  30 of 100 episodes');
  });
});
