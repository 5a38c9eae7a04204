import { workerData } from 'node:worker_threads';
import type { EvaluationProgress, RunConfig } from '../../contracts/run.ts';
import { Evaluator } from './evaluator.ts';
import { giveWay } from './give-way.ts';
import { serve } from './thread.ts';

/** Whom an evaluation tells how far it is. */
export interface EvaluationHost {
  /** @returns whether to go on. */
  progress(progress: EvaluationProgress): Promise<boolean>;
}

giveWay();
const evaluator = new Evaluator(workerData as RunConfig);

const api = {
  async evaluate(parameters: Float32Array, episodes: number, seed: number) {
    return evaluator.evaluate(parameters, { episodes, seed });
  },
  /** The same, telling how far it is. @throws WorkbenchError `cancelled` */
  async evaluateWatched(parameters: Float32Array, episodes: number, seed: number) {
    const abort = new AbortController();
    const onProgress = async (progress: EvaluationProgress) => {
      if (!(await host.progress(progress))) abort.abort();
    };
    return evaluator.evaluate(parameters, { episodes, seed, onProgress, signal: abort.signal });
  },
  async close() {
    await evaluator.dispose();
  },
};
export type EvaluationApi = typeof api;

const host = serve<EvaluationHost>(api);
