import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EpisodeSummary, RecordedEpisode } from '../../../contracts/lab-api.ts';
import { POSE_FLOATS } from '../../../contracts/scene.ts';
import type { WatchFrame } from '../../../contracts/stream.ts';
import type { Run } from '../../runs/run.ts';
import { newestPolicy } from '../policy.ts';
import { temporaryStore, tinyConfig } from '../testing/tiny-run.ts';
import { EpisodeFolder } from './episode-folder.ts';
import { Watcher } from './watcher.ts';

const SETTINGS = { speed: 20, horizon_steps: 5, ghosts: 4, exploring: true };

let temporary: ReturnType<typeof temporaryStore>;
let run: Run;
let watcher: Watcher;
let frames: WatchFrame[] = [];
const kept: EpisodeSummary[] = [];
/** Called at every frame. */
let onFrame = (_frame: WatchFrame): void => {};

beforeAll(async () => {
  temporary = temporaryStore();
  run = temporary.store.create(tinyConfig());
  watcher = new Watcher(run, {
    policy: () => newestPolicy(run),
    async frame(frame) {
      frames.push(frame);
      onFrame(frame);
    },
    recorded: (episode) => void kept.push(episode),
    failed: (error) => expect.unreachable(error.message),
  });
});
afterAll(async () => {
  await watcher.close();
  temporary.dispose();
});

const noWarning = (message: string) => expect.unreachable(message);

async function framesUntil(isEnough: (frame: WatchFrame) => boolean): Promise<void> {
  await new Promise<void>((resolve) => (onFrame = (frame) => isEnough(frame) && resolve()));
}

const GHOSTS = { ghosts: 3, horizon_steps: 2 };

async function recorded(): Promise<RecordedEpisode> {
  const [newest] = new EpisodeFolder(run.folder).list(noWarning);
  return watcher.episode(newest!.id, GHOSTS);
}

test('frames come in order, with decisions and now and then with ghosts, and what ended is recorded', async () => {
  await watcher.watch(SETTINGS);
  await framesUntil(({ episode }) => episode === 2);
  await watcher.unwatch();
  const first = frames.filter(({ episode }) => episode === 1);
  const steps = first.map(({ step }) => step);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(new Set(steps).size).toBe(steps.length);
  const bodies = first[0]!.poses.length / POSE_FLOATS;
  for (const { poses, decision } of first) {
    expect(poses.every(Number.isFinite)).toBe(true);
    expect(decision?.ghosts.every((ghost) => ghost.poses.length < bodies * POSE_FLOATS)).not.toBe(false);
  }
  expect(first[0]!.decision!.ghosts).toHaveLength(SETTINGS.ghosts);

  const { summary, frames: replayed } = await recorded();
  expect(kept).toEqual([summary]);
  expect(replayed[0]!.decision!.ghosts).toHaveLength(GHOSTS.ghosts);
  expect(replayed).toHaveLength(summary.steps + 1);
  expect(replayed.at(-1)).toMatchObject({ decision: null, episodeReturn: summary.episodeReturn });
  for (const frame of first) {
    const again = replayed[frame.step]!;
    expect(again.poses).toEqual(frame.poses);
    expect({ ...again.decision, ghosts: [] }).toEqual({ ...frame.decision, ghosts: [] });
  }
});

test('what if the same had been done: the same follows, bit for bit; another action leads elsewhere', async () => {
  const { summary, frames: happened } = await recorded();
  for (const step of [0, 41, summary.steps - 1]) {
    const { executed } = happened[step]!.decision!;
    const after = happened.slice(step + 1);
    expect(await watcher.whatIf(summary.id, step, [...executed])).toEqual({
      poses: after.map(({ poses }) => poses),
      rewards: after.map(({ reward }) => reward),
      episodeReturn: summary.episodeReturn,
      succeeded: summary.succeeded,
    });
  }
  const opposite = [...happened[0]!.decision!.executed].map((bin) => (bin === 0 ? 1 : 0));
  const elsewhere = await watcher.whatIf(summary.id, 0, opposite);
  expect(elsewhere.episodeReturn).not.toBe(summary.episodeReturn);
  expect(await watcher.whatIf(summary.id, 0, opposite)).toEqual(elsewhere);
});

test('a step or an action that cannot be is refused, naming it', async () => {
  const { summary, frames } = await recorded();
  const { executed } = frames[0]!.decision!;
  const action = [...executed];
  await expect(watcher.whatIf(summary.id, 100, action)).rejects.toMatchObject({
    code: 'bad-config',
    remedy: expect.stringContaining('0 to 99'),
  });
  await expect(watcher.whatIf(summary.id, 0, [...action.slice(1), 99])).rejects.toThrow(/'wrist_roll' cannot be 99/);
  await expect(watcher.whatIf('../../run', 0, action)).rejects.toMatchObject({ code: 'unknown-name' });
});

test('held still, a moment is shown again when the settings change', async () => {
  frames = [];
  await watcher.watch({ ...SETTINGS, speed: 0 });
  await framesUntil(() => true);
  const shown = framesUntil(({ decision }) => decision!.ghosts.length === 7);
  await watcher.watch({ ...SETTINGS, speed: 0, ghosts: 7 });
  await shown;
  await watcher.unwatch();
  expect(new Set(frames.map(({ step }) => step))).toEqual(new Set([0]));
});

test('a damaged episode is passed over with a warning', () => {
  const folder = join(run.folder, 'episodes');
  const [name] = readdirSync(folder).filter((name) => name.endsWith('.episode'));
  const bytes = readFileSync(join(folder, name!));
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(join(folder, name!), bytes);
  const warnings: string[] = [];
  const episodes = new EpisodeFolder(run.folder);
  expect(episodes.list((message) => warnings.push(message)).map(({ id }) => `${id}.episode`)).not.toContain(name);
  expect(warnings).toEqual([expect.stringContaining(`${name} is damaged`)]);
  expect(() => episodes.load(name!.replace('.episode', ''))).toThrow(expect.objectContaining({ code: 'damaged' }));
});
