import type { Evaluation, EvaluationProgress } from '../../contracts/run.ts';
import type { Run } from '../runs/run.ts';
import type { EvaluationApi, EvaluationHost } from './evaluation-thread.ts';
import { loadPolicy } from './policy.ts';
import { Thread } from './thread.ts';

export interface WatchedEvaluation {
  readonly episodes: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  onProgress(progress: EvaluationProgress): void;
}

/** Measures a run's best policy, exploration off, without keeping this thread busy. @throws as `evaluate` */
export async function evaluateInThread(
  run: Run,
  { episodes, seed, signal, onProgress }: WatchedEvaluation,
): Promise<Evaluation> {
  const parameters = loadPolicy(run, 'best');
  const script = new URL('./evaluation-thread.ts', import.meta.url);
  const thread = new Thread<EvaluationApi, EvaluationHost>(script, run.record.config, {
    async progress(progress) {
      onProgress(progress);
      return !signal.aborted;
    },
  });
  try {
    return await thread.call.evaluateWatched(parameters, episodes, seed);
  } finally {
    await thread.call.close().catch(() => {}); // A thread that died is closed.
    await thread.terminate();
  }
}
