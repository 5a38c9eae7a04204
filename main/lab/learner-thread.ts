import { workerData } from 'node:worker_threads';
import type { EngineId, RunConfig } from '../../contracts/run.ts';
import { Learner, type LearnerState } from './learner.ts';
import { giveWay } from './give-way.ts';
import { makePlan, type Half, type SharedMemory } from './plan.ts';
import { serve } from './thread.ts';

export interface LearnerThreadData {
  readonly config: RunConfig;
  readonly engine: EngineId;
  readonly shared: SharedMemory;
  readonly replayFolder: string;
}

const { config, engine, shared, replayFolder } = workerData as LearnerThreadData;
giveWay('learner');
let learner: Learner;

const api = {
  /** Makes the learner, at the beginning or at a saved state; call it first. */
  async start(state: LearnerState | null, publish: Half) {
    learner = await Learner.create(makePlan(config), engine, shared, replayFolder, state);
    await learner.publish(publish);
    return learner.onProcessor;
  },
  /** One iteration: take in the last one's experience (if any is waiting), update, publish. */
  async iterate(ingest: Half | null, updates: number, publish: Half) {
    if (ingest !== null) learner.ingest(ingest);
    const report = await learner.update(updates);
    await learner.publish(publish);
    return report;
  },
  save(ingest: Half | null) {
    if (ingest !== null) learner.ingest(ingest);
    return learner.save();
  },
  forgetBefore(rowsWritten: number) {
    learner.forgetBefore(rowsWritten);
  },
  async close() {
    await learner?.dispose();
  },
};
export type LearnerApi = typeof api;

serve(api);
