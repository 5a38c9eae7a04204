import type { MetricSpec } from '../../contracts/agent.ts';
import type { Episode } from '../../sims/environment-batch.ts';
import type { LearnReport } from './learner.ts';

/** What the lab itself measures, beside the agent's own metrics. */
export const labMetrics: readonly MetricSpec[] = [
  {
    name: 'return',
    title: 'Return',
    unit: 'reward',
    description:
      'Mean undiscounted return of the training episodes that ended since the last row, exploration included.',
  },
  {
    name: 'success',
    title: 'Success',
    unit: '1',
    description: 'Share of those episodes that ended in success, exploration included.',
  },
  {
    name: 'replayFill',
    title: 'Replay fill',
    unit: '1',
    description: "Share of the replay's capacity in use. Once 1, the oldest experience is overwritten.",
  },
  {
    name: 'environmentStepsPerSecond',
    title: 'Environment steps',
    unit: '1/s',
    description: 'Environment steps per second of wall-clock since the last row, over all environments.',
    reproducible: false,
  },
  {
    name: 'updatesPerSecond',
    title: 'Learner updates',
    unit: '1/s',
    description: 'Learner updates per second of wall-clock since the last row.',
    reproducible: false,
  },
  {
    name: 'learnerBusy',
    title: 'Learner busy',
    unit: '1',
    description: 'Share of the wall-clock that the learner computed; the rest it waited for the simulation.',
    reproducible: false,
  },
  {
    name: 'simulationBusy',
    title: 'Simulation busy',
    unit: '1',
    description: 'The same of the simulation threads, on average.',
    reproducible: false,
  },
];

/** What has happened since the last row of metrics; plain data, so that a checkpoint can keep it. */
export interface Gathered {
  readonly steps: number;
  readonly updates: number;
  readonly sums: Readonly<Record<string, number>>;
  readonly episodes: readonly Episode[];
  readonly learner_ms: number;
  readonly simulation_ms: number;
  readonly replayFill: number;
}

const NOTHING: Gathered = {
  steps: 0,
  updates: 0,
  sums: {},
  episodes: [],
  learner_ms: 0,
  simulation_ms: 0,
  replayFill: 0,
};

/** Gathers what happens between two rows of metrics. */
export class MetricsWindow {
  gathered: Gathered;
  #since_s: number;
  readonly #hasSuccess: boolean;

  constructor(wall_s: number, hasSuccess: boolean, gathered: Gathered = NOTHING) {
    this.gathered = gathered;
    this.#since_s = wall_s;
    this.#hasSuccess = hasSuccess;
  }

  add(steps: number, episodes: readonly Episode[], learned: LearnReport, simulation_ms: number): void {
    const before = this.gathered;
    const names = Object.keys(learned.sums);
    this.gathered = {
      steps: before.steps + steps,
      updates: before.updates + learned.updates,
      sums: Object.fromEntries(names.map((name) => [name, (before.sums[name] ?? 0) + learned.sums[name]!])),
      episodes: [...before.episodes, ...episodes],
      learner_ms: before.learner_ms + learned.busy_ms,
      simulation_ms: before.simulation_ms + simulation_ms,
      replayFill: learned.replayFill,
    };
  }

  /** The row's values; a fresh window begins at `wall_s`. Means over nothing are left out. */
  close(wall_s: number): Record<string, number> {
    const { steps, updates, sums, episodes, learner_ms, simulation_ms, replayFill } = this.gathered;
    const elapsed_s = Math.max(1e-9, wall_s - this.#since_s);
    this.gathered = NOTHING;
    this.#since_s = wall_s;
    const learned = updates > 0 ? Object.entries(sums).map(([name, sum]) => [name, sum / updates]) : [];
    return {
      ...(episodes.length > 0 && {
        return: mean(episodes.map((episode) => episode.episodeReturn)),
        ...(this.#hasSuccess && { success: mean(episodes.map((episode) => Number(episode.succeeded))) }),
      }),
      ...Object.fromEntries(learned),
      replayFill,
      environmentStepsPerSecond: steps / elapsed_s,
      updatesPerSecond: updates / elapsed_s,
      learnerBusy: learner_ms / 1000 / elapsed_s,
      simulationBusy: simulation_ms / 1000 / elapsed_s,
    };
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
