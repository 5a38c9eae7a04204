import type { LabApi } from '../../contracts/lab-api.ts';
import { findTask } from '../../sims/tasks/index.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import { describeScene } from '../../sims/scene/describe-scene.ts';
import { composeConfig, exportPolicy } from '../lab/index.ts';
import { EpisodeFolder } from '../lab/watch/episode-folder.ts';
import { exportCsv } from '../runs/export-csv.ts';
import { RunStore } from '../runs/run-store.ts';
import type { Run } from '../runs/run.ts';
import type { LabSession } from '../transport/rpc.ts';
import { describeCatalogue } from './catalogue.ts';
import { EvaluationDesk } from './evaluation-desk.ts';
import { finiteEvaluations, summariseRun } from './run-summary.ts';
import { TrainingDesk } from './training-desk.ts';
import { WatchDesk } from './watch-desk.ts';

/** What is the same for every window. */
type SharedApi = Omit<LabApi, 'watch' | 'unwatch' | 'episode' | 'whatIf' | 'evaluate' | 'cancelEvaluation'>;

type NewRun = Parameters<LabApi['create']>[0];

/** The lab behind all windows: a store of runs, one training at a time, and a session for each window. */
export class Lab {
  readonly #store: RunStore;
  readonly #desk: TrainingDesk;
  readonly #warnings: readonly string[];
  readonly #windows = new Map<WatchDesk, (frame: StreamFrame) => Promise<void>>();

  /** @param warnings what windows are told besides what the store has to report */
  static open(dataFolder: string, warnings: readonly string[] = []): Lab {
    const store = RunStore.open(dataFolder);
    // A lab that was killed could not do so.
    store.deleteRemoved();
    return new Lab(store, warnings);
  }

  private constructor(store: RunStore, warnings: readonly string[]) {
    this.#store = store;
    this.#warnings = warnings;
    this.#desk = new TrainingDesk({
      training: (run, event) => {
        this.#broadcast({ kind: 'run', run, event });
        if (event.type === 'evaluation') this.#changed();
      },
      changed: () => this.#changed(),
    });
  }

  /** The lab as one window has it. */
  connect(): LabSession {
    const send = async (frame: StreamFrame): Promise<void> => this.#windows.get(watching)?.(frame);
    const watching: WatchDesk = new WatchDesk({
      find: (id) => this.#run(id),
      policy: (run) => this.#desk.policy(run),
      send,
      recorded: (run, episode) => this.#broadcast({ kind: 'recorded', run, episode }),
    });
    const evaluations = new EvaluationDesk((run, progress) => void send({ kind: 'evaluating', run, progress }));
    return {
      ...this.#shared,
      evaluate: async (run, request) => evaluations.evaluate(this.#run(run), request),
      cancelEvaluation: async (run) => evaluations.cancel(run),
      watch: async (run, settings) => watching.watch(run, settings),
      unwatch: async () => watching.unwatch(),
      episode: async (run, id, ghosts) => watching.episode(run, id, ghosts),
      whatIf: async (run, id, step, action) => watching.whatIf(run, id, step, action),
      subscribe: (receive) => void this.#windows.set(watching, receive),
      close: () => {
        this.#windows.delete(watching);
        evaluations.close();
        void watching.close();
      },
    };
  }

  /** Saves what is in training, ends all sessions, and deletes what was removed. */
  async close(): Promise<void> {
    await this.#desk.close();
    await Promise.all([...this.#windows.keys()].map((watching) => watching.close()));
    this.#store.deleteRemoved();
    this.#store.close();
  }

  readonly #shared: SharedApi = {
    catalogue: async () => describeCatalogue(this.#store.dataFolder, [...this.#warnings, ...this.#store.warnings]),
    scene: async (task) => describeScene(findTask(task).model),
    compose: async (given) => composeNewRun(given),

    create: async (given) => {
      this.#desk.refuseIfBusy();
      const run = this.#store.create(composeNewRun(given), given.name?.trim() || undefined);
      await this.#desk.resume(run);
      return run.id;
    },
    runs: async () =>
      this.#store
        .list()
        .map((record) => summariseRun(this.#store.openRun(record.id), record, this.#desk.activity(record.id))),
    resume: async (id) => this.#desk.resume(this.#run(id)),
    pause: async (id) => this.#desk.pause(this.#run(id)),
    stepOnce: async (id) => this.#desk.stepOnce(this.#run(id)),
    stop: async (id) => this.#desk.stop(this.#run(id)),

    rename: async (id, name) => {
      this.#run(id).rename(name);
      this.#changed();
    },
    tag: async (id, tags) => {
      this.#run(id).setTags(tags);
      this.#changed();
    },
    remove: async (id) => {
      this.#run(id).remove();
      this.#changed();
    },
    restore: async (id) => {
      this.#store.openRun(id).restore();
      this.#changed();
    },

    exportPolicy: async (id) => new Uint8Array(await exportPolicy(this.#run(id))),
    exportCsv: async (id) => exportCsv(this.#run(id)),

    metricNames: async (id) => this.#run(id).metricNames(),
    metrics: async (id, names) => {
      const run = this.#run(id);
      // A value that is not finite is no point of a curve.
      const curve = (name: string) => run.metrics(name).filter(({ value }) => Number.isFinite(value));
      return Object.fromEntries(names.map((name) => [name, curve(name)]));
    },
    evaluations: async (id) => finiteEvaluations(this.#run(id)),
    events: async (id) => this.#run(id).events(),
    episodes: async (id) => {
      const warn = (message: string) => this.#broadcast({ kind: 'run', run: id, event: { type: 'warning', message } });
      return new EpisodeFolder(this.#run(id).folder).list(warn);
    },
  };

  /** @throws WorkbenchError `unknown-name` if there is none, or it was removed. */
  #run(id: string): Run {
    const run = this.#store.openRun(id);
    return (run.record, run);
  }

  #changed(): void {
    this.#broadcast({ kind: 'runs-changed' });
  }

  #broadcast(frame: StreamFrame): void {
    for (const send of this.#windows.values()) void send(frame);
  }
}

function composeNewRun({ task, agent, taskConfig, agentConfig, run }: NewRun) {
  const given = { ...run, task, agent, taskConfig, agentConfig };
  return composeConfig(given as Parameters<typeof composeConfig>[0]);
}
