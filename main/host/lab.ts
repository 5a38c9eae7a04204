import type { deployApi } from '../../contracts/deploy.ts';
import type { EpisodeSummary, LabApi } from '../../contracts/lab-api.ts';
import type { Port } from '../../contracts/port.ts';
import { findTask } from '../../sims/tasks/index.ts';
import type { StreamFrame } from '../../contracts/stream.ts';
import { describeScene } from '../../sims/scene/describe-scene.ts';
import { DeployDesk } from '../arm/deploy/deploy-desk.ts';
import { composeConfig, exportPolicy } from '../lab/index.ts';
import { changeEngine } from '../lab/engines/change.ts';
import { useEnginesOf } from '../lab/engines/folder.ts';
import { makePlan } from '../lab/plan.ts';
import { EpisodeFolder } from '../lab/watch/episode-folder.ts';
import { exportCsv } from '../runs/export-csv.ts';
import { RunStore } from '../runs/run-store.ts';
import type { Run } from '../runs/run.ts';
import { portPair } from '../transport/port-pair.ts';
import type { LabSession } from '../transport/rpc.ts';
import { describeCatalogue } from './catalogue.ts';
import { EngineDesk } from './engine-desk.ts';
import { EvaluationDesk } from './evaluation-desk.ts';
import { finiteEvaluations, summariseRun } from './run-summary.ts';
import { TrainingDesk } from './training-desk.ts';
import { WatchDesk } from './watch-desk.ts';

/** What is the same for every window. */
type SharedApi = Omit<
  LabApi,
  keyof typeof deployApi | 'watch' | 'unwatch' | 'episode' | 'whatIf' | 'evaluate' | 'cancelEvaluation'
>;

/** What one window has for itself. */
interface Desks {
  readonly watching: WatchDesk;
  readonly deployments: DeployDesk;
}

type NewRun = Parameters<LabApi['create']>[0];

/** The lab behind all windows: a store of runs, one training at a time, and a session for each window. */
export class Lab {
  readonly #store: RunStore;
  readonly #desk: TrainingDesk;
  readonly #engines: EngineDesk;
  readonly #warnings: readonly string[];
  readonly #connectArm: () => Port;
  readonly #windows = new Map<Desks, (frame: StreamFrame) => Promise<void>>();

  /**
   * @param warnings what windows are told besides what the store has to report
   * @param connectArm gives a port to the arm's host; it closes by itself where there is none
   */
  static open(dataFolder: string, warnings: readonly string[] = [], connectArm = noArm): Lab {
    useEnginesOf(dataFolder);
    const store = RunStore.open(dataFolder);
    // A lab that was killed could not do so.
    store.deleteRemoved();
    return new Lab(store, warnings, connectArm);
  }

  private constructor(store: RunStore, warnings: readonly string[], connectArm: () => Port) {
    this.#store = store;
    this.#connectArm = connectArm;
    this.#warnings = warnings;
    this.#desk = new TrainingDesk({
      training: (run, event) => {
        this.#broadcast({ kind: 'run', run, event });
        if (event.type === 'evaluation') this.#changed();
      },
      changed: () => this.#changed(),
    });
    this.#engines = new EngineDesk((work) => this.#broadcast({ kind: 'engine-work', work }));
  }

  /** The lab as one window has it. */
  connect(): LabSession {
    const send = async (frame: StreamFrame): Promise<void> => this.#windows.get(desks)?.(frame);
    const shared = {
      find: (id: string) => this.#run(id),
      send,
      recorded: (run: string, episode: EpisodeSummary) => this.#broadcast({ kind: 'recorded', run, episode }),
    };
    const watching = new WatchDesk({ ...shared, policy: (run) => this.#desk.policy(run) });
    const warn = (run: string, message: string) => this.#warn(run, message);
    const deployments = new DeployDesk({ ...shared, connect: this.#connectArm, warn });
    const desks: Desks = { watching, deployments };
    const evaluations = new EvaluationDesk((run, progress) => void send({ kind: 'evaluating', run, progress }));
    return {
      ...this.#shared,
      evaluate: async (run, request) => evaluations.evaluate(this.#run(run), request),
      cancelEvaluation: async (run) => evaluations.cancel(run),
      watch: async (run, settings) => watching.watch(run, settings),
      unwatch: async () => watching.unwatch(),
      episode: async (run, id, ghosts) => watching.episode(run, id, ghosts),
      whatIf: async (run, id, step, action) => watching.whatIf(run, id, step, action),
      ...deployments,
      subscribe: (receive) => void this.#windows.set(desks, receive),
      close: () => {
        this.#windows.delete(desks);
        evaluations.close();
        void closeDesks(desks);
      },
    };
  }

  /** Saves what is in training, ends all sessions, and deletes what was removed. */
  async close(): Promise<void> {
    this.#engines.cancel();
    await this.#desk.close();
    await Promise.all([...this.#windows.keys()].map(closeDesks));
    this.#store.deleteRemoved();
    this.#store.close();
  }

  readonly #shared: SharedApi = {
    catalogue: async () => describeCatalogue(this.#store.dataFolder, [...this.#warnings, ...this.#store.warnings]),
    scene: async (task) => describeScene(findTask(task).model),
    compose: async (given) => composeNewRun(given),

    create: async (given) => {
      this.#desk.refuseIfBusy();
      this.#engines.cancelMeasuring();
      const run = this.#store.create(composeNewRun(given), given.name?.trim() || undefined);
      await this.#desk.resume(run);
      return run.id;
    },
    runs: async () =>
      this.#store
        .list()
        .map((record) => summariseRun(this.#store.openRun(record.id), record, this.#desk.activity(record.id))),
    resume: async (id) => {
      this.#engines.cancelMeasuring();
      return this.#desk.resume(this.#run(id));
    },
    pause: async (id) => this.#desk.pause(this.#run(id)),
    stepOnce: async (id) => this.#desk.stepOnce(this.#run(id)),
    stop: async (id) => this.#desk.stop(this.#run(id)),

    surveyEngines: async () => this.#engines.survey(),
    adviseEngines: async (given) => this.#engines.advise(makePlan(composeNewRun(given))),
    measureEngines: async (given) => {
      this.#desk.refuseIfBusy();
      return this.#engines.measure(makePlan(composeNewRun(given)));
    },
    installEngine: async (name) => this.#engines.install(name),
    cancelEngineWork: async () => this.#engines.cancel(),
    setEngine: async (id, engine) => {
      changeEngine(this.#run(id), engine);
      this.#changed();
    },
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
    episodes: async (id) => new EpisodeFolder(this.#run(id).folder).list((message) => this.#warn(id, message)),
  };

  /** @throws WorkbenchError `unknown-name` if there is none, or it was removed. */
  #run(id: string): Run {
    const run = this.#store.openRun(id);
    return (run.record, run);
  }

  #changed(): void {
    this.#broadcast({ kind: 'runs-changed' });
  }

  #warn(run: string, message: string): void {
    this.#broadcast({ kind: 'run', run, event: { type: 'warning', message } });
  }

  #broadcast(frame: StreamFrame): void {
    for (const send of this.#windows.values()) void send(frame);
  }
}

async function closeDesks({ watching, deployments }: Desks): Promise<void> {
  await Promise.all([watching.close(), deployments.close()]);
}

/** A way to the arm's host where there is none. */
function noArm(): Port {
  const [port, end] = portPair();
  end.close();
  return port;
}

function composeNewRun({ task, agent, taskConfig, agentConfig, run }: NewRun) {
  const given = { ...run, task, agent, taskConfig, agentConfig };
  return composeConfig(given as Parameters<typeof composeConfig>[0]);
}
