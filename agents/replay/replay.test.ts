import { describe, expect, it } from 'vitest';
import type { TransitionSettings } from '../../contracts/agent.ts';
import { Random } from '../../contracts/random.ts';
import { batchFor, experienceOf, first, mid, terminated, truncated, type Step } from '../testing/episodes.ts';
import { Replay } from './replay.ts';

const GAMMA = 0.5;

function settings(nStep: number, capacity = 1000): TransitionSettings {
  const sampling = { priorityExponent: 0, importanceExponent: 0 };
  return { kind: 'transitions', batchSize: 400, capacity, nStep, discount: GAMMA, rewardScale: 1, ...sampling };
}

interface Transition {
  readonly return_t: number;
  readonly discount_t: number;
  readonly observation_tn: number;
}

/** Every transition that is drawn, by the observation it starts at; a start that is drawn twice is the same twice. */
function transitions(
  settings: TransitionSettings,
  environments: readonly (readonly Step[])[],
): Map<number, Transition> {
  const experience = experienceOf(environments);
  const replay = new Replay(settings, experience.shape, new Random(1));
  for (let row = 0; row < experience.rows; row++) replay.append(experience, row);
  const batch = batchFor(settings);
  replay.sample(batch);
  const found = new Map<number, Transition>();
  batch.observation_t.forEach((start, i) => {
    expect(batch.action_t[i]).toBe(start);
    expect(batch.greedyAction_t![i]).toBe(1000 + start);
    const transition = {
      return_t: batch.return_t[i]!,
      discount_t: batch.discount_t[i]!,
      observation_tn: batch.observation_tn[i]!,
    };
    expect(transition).toEqual(found.get(start) ?? transition);
    found.set(start, transition);
  });
  return found;
}

const sorted = (found: Map<number, unknown>) => [...found.keys()].sort((a, b) => a - b);

describe('n-step transitions', () => {
  const steps = [first, mid(1), mid(2), mid(4), mid(8), mid(16)];

  it('of one step are the next reward and the discount', () => {
    const found = transitions(settings(1), [steps]);
    expect(sorted(found)).toEqual([0, 1, 2, 3, 4]);
    expect(found.get(0)).toEqual({ return_t: 1, discount_t: GAMMA, observation_tn: 1 });
    expect(found.get(4)).toEqual({ return_t: 16, discount_t: GAMMA, observation_tn: 5 });
  });

  it('of three steps are a discounted sum', () => {
    const found = transitions(settings(3), [steps]);
    expect(sorted(found)).toEqual([0, 1, 2]);
    expect(found.get(0)).toEqual({ return_t: 1 + 0.5 * 2 + 0.25 * 4, discount_t: GAMMA ** 3, observation_tn: 3 });
    expect(found.get(2)).toEqual({ return_t: 4 + 0.5 * 8 + 0.25 * 16, discount_t: GAMMA ** 3, observation_tn: 5 });
  });

  it('have their rewards scaled, and nothing else', () => {
    const found = transitions({ ...settings(3), rewardScale: 0.125 }, [steps]);
    expect(found.get(0)).toEqual({ return_t: 3 / 8, discount_t: GAMMA ** 3, observation_tn: 3 });
  });

  it('end at a termination with nothing beyond', () => {
    const found = transitions(settings(3), [[first, mid(1), terminated(2), first, mid(100), mid(100), mid(100)]]);
    expect(sorted(found)).toEqual([0, 1, 3]);
    expect(found.get(0)).toEqual({ return_t: 1 + 0.5 * 2, discount_t: 0, observation_tn: 2 });
    expect(found.get(1)).toEqual({ return_t: 2, discount_t: 0, observation_tn: 2 });
  });

  it('bootstrap from the last observation of a truncated episode', () => {
    const found = transitions(settings(3), [[first, mid(1), truncated(2), first, mid(100), mid(100), mid(100)]]);
    expect(sorted(found)).toEqual([0, 1, 3]);
    expect(found.get(0)).toEqual({ return_t: 1 + 0.5 * 2, discount_t: GAMMA ** 2, observation_tn: 2 });
    expect(found.get(1)).toEqual({ return_t: 2, discount_t: GAMMA, observation_tn: 2 });
  });

  it('stay in their environment', () => {
    const other = [first, mid(-1), terminated(-2), first, mid(-4), mid(-8)];
    const found = transitions(settings(3), [steps, other]);
    expect(sorted(found)).toEqual([0, 1, 2, 100, 101]);
    expect(found.get(0)).toEqual({ return_t: 3, discount_t: GAMMA ** 3, observation_tn: 3 });
    expect(found.get(100)).toEqual({ return_t: -1 - 0.5 * 2, discount_t: 0, observation_tn: 102 });
  });
});

describe('the ring', () => {
  const steps = [first, ...Array.from({ length: 24 }, (_, i) => mid(i + 1))];

  it('keeps the newest rows, and reads across its seam', () => {
    const found = transitions(settings(3, 10), [steps]);
    expect(sorted(found)).toEqual([15, 16, 17, 18, 19, 20, 21]);
    for (const [start, transition] of found) {
      const return_t = start + 1 + 0.5 * (start + 2) + 0.25 * (start + 3);
      expect(transition).toEqual({ return_t, discount_t: GAMMA ** 3, observation_tn: start + 3 });
    }
  });

  it('divides its capacity among the environments', () => {
    expect(sorted(transitions(settings(1, 10), [steps, steps]))).toEqual([20, 21, 22, 23, 120, 121, 122, 123]);
  });

  it('is ready once every environment has a transition', () => {
    const experience = experienceOf([steps]);
    const replay = new Replay(settings(3), experience.shape, new Random(1));
    const readyAfter = Array.from({ length: 7 }, (_, row) => {
      replay.append(experience, row);
      return replay.ready;
    }).indexOf(true);
    // Of the first two starts, one may be the last step of an episode.
    expect(readyAfter + 1).toBe(5);
    expect(replay.fill).toBe(7 / 1000);
  });
});
