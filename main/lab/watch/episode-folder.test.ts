import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EnvironmentState } from '../../../sims/environment.ts';
import { temporaryFolder } from '../../runs/testing/temporary-folder.ts';
import { KEPT_EPISODES } from '../../../contracts/lab-api.ts';
import { EpisodeFolder } from './episode-folder.ts';

const state: EnvironmentState = {
  physics: Float64Array.of(0.1, -2, Infinity),
  random: [1, 2, 3, 0xffff_ffff],
  episodeStep: 7,
  episodeReturn: -0.25,
  succeeded: true,
  stepType: 'last',
  reward_t: 0.5,
  discount_t: 1,
};

function recordOf(number: number) {
  const createdAt = new Date(1_800_000_000_000 + number).toISOString();
  const id = `${createdAt.replace(/\D/g, '')}-0000abcd`;
  const summary = {
    id,
    environmentSteps: number,
    createdAt,
    steps: 7,
    episodeReturn: -0.25,
    succeeded: true,
    deployed: null,
  };
  return { summary, seed: 0xffff_ffff, exploring: true, states: [state], arm: null };
}

test('an episode comes back as it was kept, with its policy', () => {
  const folder = new EpisodeFolder(temporaryFolder());
  const parameters = Float32Array.of(1, 2, 3);
  folder.save(recordOf(0), parameters);
  const loaded = folder.load(recordOf(0).summary.id);
  expect(loaded.record).toMatchObject(recordOf(0));
  expect(loaded.parameters).toEqual(parameters);
});

test('the newest are kept, and the policies that they need', () => {
  const run = temporaryFolder();
  const folder = new EpisodeFolder(run);
  const policyOf = (number: number) => Float32Array.of(Math.floor(number / 10));
  for (let number = 0; number < KEPT_EPISODES + 20; number++) folder.save(recordOf(number), policyOf(number));
  const kept = folder.list((message) => expect.unreachable(message));
  const newest = Array.from({ length: KEPT_EPISODES }, (_, i) => KEPT_EPISODES + 19 - i);
  expect(kept.map(({ environmentSteps }) => environmentSteps)).toEqual(newest);
  for (const { id, environmentSteps } of kept) {
    expect(folder.load(id).parameters).toEqual(policyOf(environmentSteps));
  }
  const files = readdirSync(join(run, 'episodes'));
  expect(files.filter((name) => name.endsWith('.policy'))).toHaveLength(KEPT_EPISODES / 10);
  expect(files).toHaveLength(KEPT_EPISODES + KEPT_EPISODES / 10);
});

test('a run that was never watched has none', () => {
  expect(new EpisodeFolder(temporaryFolder()).list((message) => expect.unreachable(message))).toEqual([]);
});
