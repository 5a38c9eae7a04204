import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewRun } from '../../../contracts/lab-api.ts';
import type { RunConfig, RunConfigInput } from '../../../contracts/run.ts';
import { agents, findAgent } from '../../../agents/index.ts';
import { loadCheckpoint } from '../../runs/checkpoints.ts';
import { RunStore } from '../../runs/run-store.ts';
import type { Run } from '../../runs/run.ts';
import { composeConfig } from '../compose-config.ts';
import type { TrainOptions } from '../index.ts';
import { labMetrics } from '../metrics.ts';

/** Small networks and few candidates, for the fields that agents share by name. */
const SMALL = {
  proposals: 8,
  uniformCandidates: 16,
  samples: 8,
  elites: 2,
  batchSize: 16,
  embeddingUnits: 16,
  hiddenUnits: 16,
  proposalUnits1: 16,
  proposalUnits2: 16,
  headUnits: 8,
  units1: 16,
  units2: 16,
  actorUnits1: 16,
  actorUnits2: 16,
  criticUnits1: 16,
  criticUnits2: 16,
  priorityExponent: 0.6,
  nStep: 2,
};

/** A run of a second or two: small networks, few candidates, everything else as in a real one. */
export function tinyConfig(changes: Partial<RunConfigInput> = {}): RunConfig {
  const { agentConfig, ...rest } = changes;
  const { shape } = findAgent(rest.agent ?? 'aql').config;
  const small = Object.fromEntries(Object.entries(SMALL).filter(([field]) => field in shape));
  return composeConfig({
    task: 'so101-reach',
    environmentSteps: 2_048,
    environments: 8,
    updatesPerIteration: 4,
    warmupSteps: 256,
    logEverySteps: 256,
    evaluateEverySteps: 512,
    evaluationEpisodes: 4,
    checkpointEverySteps: 512,
    agentConfig: { ...small, ...agentConfig },
    ...rest,
  });
}

/** The same as a window asks for it. */
export function tinyNewRun(changes: Partial<RunConfigInput> = {}): NewRun {
  const { version: _, task, taskConfig, agent, agentConfig, ...run } = tinyConfig(changes);
  return { task, taskConfig, agent, agentConfig, run };
}

/** A store in a temporary folder, removed by `dispose`. */
export function temporaryStore(): { store: RunStore; folder: string; dispose(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'aql-lab-'));
  const store = RunStore.open(folder);
  return {
    store,
    folder,
    dispose() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const never: TrainOptions = { signal: new AbortController().signal, onEvent() {} };

/** All of a run that must be the same when it is repeated or resumed: everything but the wall-clock. */
export function fingerprint(run: Run): object {
  const timed = new Set(labMetrics.filter((metric) => metric.reproducible === false).map((metric) => metric.name));
  const { tensors, state } = loadCheckpoint(run)!.checkpoint;
  const { wall_s: _, gathered, ...plain } = state as Record<string, unknown> & { gathered: Record<string, unknown> };
  return {
    metrics: run.metricRows().map(({ environmentSteps, updates, values }) => ({
      environmentSteps,
      updates,
      values: Object.fromEntries(Object.entries(values).filter(([name]) => !timed.has(name))),
    })),
    evaluations: run.evaluations().map(({ environmentSteps, evaluation }) => ({ environmentSteps, evaluation })),
    tensors,
    plain,
    gathered: { ...gathered, learner_ms: 0, simulation_ms: 0 },
    status: run.record.status,
    bestScore: run.record.bestScore,
  };
}

/** Names of all metrics that a run of any agent may hold. */
export const knownMetrics = new Set(
  [...labMetrics, ...agents.flatMap((agent) => agent.metrics)].map(({ name }) => name),
);
