import { describe, expect, it } from 'vitest';
import type { Deployed } from '../../../contracts/deploy.ts';
import { KEPT_EPISODES, type EpisodeSummary } from '../../../contracts/lab-api.ts';
import type { WatchFrame } from '../../../contracts/stream.ts';
import { branchOf, frameAt } from './branch.ts';
import { deployedWords } from './deployed-words.ts';
import { episodeGroups, keptEpisodes } from './episode-groups.ts';
import { rewardRange, stepOfX, xOfStep } from './paint-timeline.ts';
import { Playback } from './playback.ts';

describe('playback', () => {
  it('takes a control step per step at speed 1, and stops at the end', () => {
    const playback = new Playback(10, 0.04);
    for (let i = 0; i < 6; i++) playback.advance(0.02, 1);
    expect(playback.step).toBe(3);
    playback.advance(0.04, 4);
    expect(playback.step).toBe(7);
    playback.advance(60, 1);
    expect([playback.step, playback.isAtEnd]).toEqual([10, true]);
  });

  it('goes to any step there is', () => {
    const playback = new Playback(10, 0.04);
    const steps = [4, -3, 99].map((step) => {
      playback.seek(step);
      return playback.step;
    });
    expect(steps).toEqual([4, 0, 10]);
  });
});

const frame = (step: number, reward: number, episodeReturn: number): WatchFrame => ({
  kind: 'watch',
  run: 'a',
  episode: 1,
  step,
  episodeSteps: 10,
  environmentSteps: 0,
  reward,
  episodeReturn,
  succeeded: false,
  poses: Float32Array.of(step),
  contacts_m: new Float32Array(),
  decision: null,
});
const happened = [frame(0, 0, 0), frame(1, 1, 1), frame(2, 1, 2), frame(3, 1, 3)];
const whatIf = {
  poses: [Float32Array.of(50), Float32Array.of(60), Float32Array.of(70)],
  rewards: [2, 4, -8],
  episodeReturn: -1,
  succeeded: true,
};

describe('what might have been', () => {
  const { frames } = branchOf(happened, 1, 'proposal 3', whatIf);

  it('is what happened up to its step, and goes its own way from there', () => {
    expect(frames.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    expect(frames.map(({ poses }) => poses[0])).toEqual([0, 1, 50, 60, 70]);
    expect(frames.map(({ reward }) => reward)).toEqual([0, 1, 2, 4, -8]);
  });

  it('has the return that was told, and its success at the end', () => {
    expect(frames.map(({ episodeReturn }) => episodeReturn)).toEqual([0, 1, 3, 7, -1]);
    expect(frames.map(({ succeeded }) => succeeded)).toEqual([false, false, false, false, true]);
  });

  it('holds its last frame where the other course is longer', () => {
    expect(frameAt(happened, 9)).toBe(happened[3]);
  });

  it('fits on one axis with what happened, without the moment before any reward', () => {
    const { low, high } = rewardRange(happened, frames);
    expect(low).toBeLessThanOrEqual(-8);
    expect(high).toBeGreaterThanOrEqual(4);
    expect(rewardRange([frame(0, 0, 0)])).toEqual({ low: 0, high: 1 });
    expect(rewardRange([frame(0, 0, 0), frame(1, 5, 5), frame(2, 6, 11)]).low).toBeGreaterThan(0);
  });
});

describe('recorded episodes', () => {
  const episode = (number: number, deployed: Partial<Deployed> | null): EpisodeSummary => ({
    id: String(number),
    createdAt: new Date(number).toISOString(),
    environmentSteps: 0,
    steps: 1,
    episodeReturn: 0,
    succeeded: false,
    deployed: deployed && {
      arm: 'SO-101',
      isDryRun: false,
      log: null,
      end: 'reached',
      fault: '',
      distance_m: 0.011,
      ...deployed,
    },
  });

  it('are grouped by where they happened, the newest first', () => {
    const groups = episodeGroups([episode(1, null), episode(2, {}), episode(3, { isDryRun: true }), episode(4, {})]);
    expect(groups.map(({ title, episodes }) => [title, ...episodes.map(({ id }) => id)])).toEqual([
      ['On an arm', '4', '2'],
      ['Dry runs', '3'],
      ['Watched', '1'],
    ]);
  });

  it('are the newest of each kind: watching pushes out none that happened on an arm', () => {
    const watched = Array.from({ length: KEPT_EPISODES + 1 }, (_, i) => episode(i + 2, null));
    const kept = keptEpisodes([episode(1, {}), ...watched]);
    expect(kept).toHaveLength(KEPT_EPISODES + 1);
    expect(kept.map(({ id }) => id)).toContain('1');
    expect(kept.map(({ id }) => id)).not.toContain('2');
  });

  it('tell what became of them on an arm', () => {
    expect(deployedWords(episode(1, {}).deployed!)).toBe('SO-101: the target was reached, 11 mm away.');
    const stopped = { isDryRun: true, end: 'fault' as const, fault: 'Servo 2 reports overload.' };
    expect(deployedWords(episode(1, stopped).deployed!)).toBe(
      'Dry run of SO-101: it was stopped, 11 mm away. Servo 2 reports overload.',
    );
  });
});

it('scrubs to the step that it draws', () => {
  for (const step of [0, 37, 100]) expect(stepOfX(800, 100, xOfStep(800, 100, step))).toBe(step);
  expect([-50, 5000].map((x) => stepOfX(800, 100, x))).toEqual([0, 100]);
});
