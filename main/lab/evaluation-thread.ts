import { workerData } from 'node:worker_threads';
import type { RunConfig } from '../../contracts/run.ts';
import { Evaluator } from './evaluator.ts';
import { serve } from './thread.ts';

const evaluator = new Evaluator(workerData as RunConfig);

const api = {
  async evaluate(parameters: Float32Array, episodes: number, seed: number) {
    return evaluator.evaluate(parameters, { episodes, seed });
  },
  async close() {
    await evaluator.dispose();
  },
};
export type EvaluationApi = typeof api;

serve(api);
