import { workerData } from 'node:worker_threads';
import { WorkbenchError, type ErrorData } from '../../../contracts/errors.ts';
import type { GhostSettings } from '../../../contracts/ghost-settings.ts';
import type { WatchSettings } from '../../../contracts/lab-api.ts';
import type { RunConfig } from '../../../contracts/run.ts';
import { describeScene } from '../../../sims/scene/describe-scene.ts';
import { makePlan } from '../plan.ts';
import { serve } from '../thread.ts';
import { EpisodeFolder } from './episode-folder.ts';
import { Inspection } from './inspection.ts';
import { Player } from './player.ts';
import { Watching, type WatchHost } from './watching.ts';

export interface WatchThreadData {
  readonly run: string;
  readonly folder: string;
  readonly config: RunConfig;
}

export interface WatchThreadHost extends WatchHost {
  /** Watching ended by itself. */
  failed(error: ErrorData): void;
}

const { run, folder, config } = workerData as WatchThreadData;
const plan = makePlan(config);
const episodes = new EpisodeFolder(folder);
const { robotBodies } = await describeScene(plan.task.model);

/** Each has an environment of its own. */
let watching: { readonly process: Watching; readonly ended: Promise<void> } | null = null;
let inspecting: { readonly process: Inspection; readonly player: Player } | null = null;

const api = {
  /** Begins to watch, or goes on by other settings. */
  async watch(settings: WatchSettings) {
    if (watching) {
      watching.process.settings = settings;
      return;
    }
    const player = await Player.create(plan);
    const process = new Watching(run, plan, player, robotBodies, episodes, host, settings);
    watching = { process, ended: play(process, player) };
  },
  async unwatch() {
    watching?.process.stop();
    await watching?.ended;
  },
  async episode(id: string, ghosts: GhostSettings) {
    return (await inspection()).episode(id, ghosts);
  },
  async whatIf(id: string, step: number, action: readonly number[]) {
    return (await inspection()).whatIf(id, step, action);
  },
  async close() {
    await api.unwatch();
    await inspecting?.player.dispose();
  },
};
export type WatchApi = typeof api;

async function play(process: Watching, player: Player): Promise<void> {
  try {
    await process.play();
  } catch (error) {
    void host.failed(WorkbenchError.from(error).toData());
  }
  await player.dispose();
  watching = null;
}

async function inspection(): Promise<Inspection> {
  if (!inspecting) {
    const player = await Player.create(plan);
    inspecting = { player, process: new Inspection(run, episodes, player, robotBodies) };
  }
  return inspecting.process;
}

const host = serve<WatchThreadHost>(api);
