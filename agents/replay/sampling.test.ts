import { describe, expect, it } from 'vitest';
import type { TransitionSettings } from '../../contracts/agent.ts';
import { Random } from '../../contracts/random.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { expectFrequencies } from '../testing/chi-square.ts';
import { batchFor, experienceOf, first, mid, terminated, truncated } from '../testing/episodes.ts';
import { allocateExperience, copyRow, type Experience } from './experience.ts';
import { Replay } from './replay.ts';

const experience = experienceOf([
  [first, mid(1), terminated(1), first, mid(1), mid(1), truncated(1), first, mid(1), mid(1)],
  [mid(1), mid(1), mid(1), mid(1), terminated(1), first, mid(1), mid(1), mid(1), mid(1)],
]);
/** Not a last step, and two steps on are present. */
const starts = [0, 1, 3, 4, 5, 7, 100, 101, 102, 103, 105, 106, 107];

const uniform: TransitionSettings = {
  kind: 'transitions',
  batchSize: 100,
  capacity: 1000,
  nStep: 2,
  discount: 0.99,
  priorityExponent: 0,
  rewardScale: 1,
  importanceExponent: 0.4,
};
const prioritised: TransitionSettings = { ...uniform, priorityExponent: 0.6 };

function filled(settings: TransitionSettings, seed = 1): Replay {
  const replay = new Replay(settings, experience.shape, new Random(seed));
  for (let row = 0; row < experience.rows; row++) replay.append(experience, row);
  return replay;
}

/** How often each start is drawn; one that should not be drawn adds a count at the end. */
function countStarts(replay: Replay, starts: readonly number[]): number[] {
  const batch = batchFor(replay.settings);
  const counts = new Map(starts.map((start) => [start, 0]));
  for (let i = 0; i < 200; i++) {
    replay.sample(batch);
    for (const start of batch.observation_t) counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  return [...counts.values()];
}

/** Gives every start its |TD error|, by drawing until each has been met. */
function setPriorities(replay: Replay, tdError: (start: number) => number): void {
  const batch = batchFor(replay.settings);
  for (let i = 0; i < 20; i++) {
    replay.sample(batch);
    replay.updatePriorities(batch.observation_t.map(tdError));
  }
}

const tdError = (start: number) => 0.1 + (start % 7);
const priority = (start: number) => (tdError(start) + 1e-3) ** 0.6;
const total = starts.reduce((sum, start) => sum + priority(start), 0);

describe('uniform sampling', () => {
  it('draws exactly the complete transitions, equally often', () => {
    expectFrequencies(
      countStarts(filled(uniform), starts),
      starts.map(() => 1 / starts.length),
    );
  });

  it('weighs all alike', () => {
    const batch = batchFor(uniform);
    filled(uniform).sample(batch);
    expect(batch.importance.every((weight) => weight === 1)).toBe(true);
  });
});

describe('prioritised sampling', () => {
  it('draws new transitions equally often', () => {
    expectFrequencies(
      countStarts(filled(prioritised), starts),
      starts.map(() => 1 / starts.length),
    );
  });

  it('draws in proportion to priority^alpha', () => {
    const replay = filled(prioritised);
    setPriorities(replay, tdError);
    expectFrequencies(
      countStarts(replay, starts),
      starts.map((start) => priority(start) / total),
    );
  });

  it('weighs by (N · P)^-beta, over the largest weight of the batch', () => {
    const replay = filled(prioritised);
    setPriorities(replay, tdError);
    const batch = batchFor(prioritised);
    replay.sample(batch);
    const weights = [...batch.observation_t].map((start) => ((starts.length * priority(start)) / total) ** -0.4);
    const largest = Math.max(...weights);
    expectClose(
      batch.importance,
      weights.map((weight) => weight / largest),
      'importance',
    );
  });

  it('gives new transitions the largest priority so far, and drops what is overwritten', () => {
    const settings = { ...prioritised, capacity: 20 };
    const replay = filled(settings);
    setPriorities(replay, tdError);
    // Two rows more overwrite rows 0 and 1, and complete rows 8 and 9.
    const more = experienceOf([
      [mid(1), mid(1)],
      [mid(1), mid(1)],
    ]);
    more.observation.set([10, 110, 11, 111]);
    for (let row = 0; row < more.rows; row++) replay.append(more, row);
    const largest = Math.max(1, ...starts.map(priority));
    const expected = new Map(starts.filter((start) => start % 100 > 1).map((start) => [start, priority(start)]));
    for (const start of [8, 9, 108, 109]) expected.set(start, largest);
    const total = [...expected.values()].reduce((sum, value) => sum + value, 0);
    expectFrequencies(
      countStarts(replay, [...expected.keys()]),
      [...expected.values()].map((value) => value / total),
    );
  });
});

describe.each([
  { title: 'uniform', settings: { ...uniform, capacity: 14 } },
  { title: 'prioritised', settings: { ...prioritised, capacity: 14 } },
])('a saved and loaded $title replay', ({ settings }) => {
  it('draws the same batches, bit for bit, and goes on alike', () => {
    const replay = filled(settings);
    if (settings.priorityExponent > 0) setPriorities(replay, tdError);
    const saved = structuredClone(replay.state);

    const loaded = new Replay(settings, experience.shape, new Random(99));
    loaded.load(saved, (row) => rowOf(experience, row));
    const [batch, loadedBatch] = [batchFor(settings), batchFor(settings)];
    for (let row = 0; row < 6; row++) {
      for (const [one, into] of [[replay, batch] as const, [loaded, loadedBatch] as const]) {
        one.sample(into);
        one.updatePriorities(into.observation_t.map((start) => start % 3));
        one.append(experience, row);
      }
      expect(loadedBatch).toEqual(batch);
    }
    expect(loaded.state).toEqual(replay.state);
  });
});

function rowOf(from: Experience, row: number): Experience {
  const one = allocateExperience(1, from.shape);
  copyRow(from, row, one, 0);
  return one;
}
