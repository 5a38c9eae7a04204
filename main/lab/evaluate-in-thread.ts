import type { Evaluation } from '../../contracts/run.ts';
import type { Run } from '../runs/run.ts';
import type { EvaluationApi } from './evaluation-thread.ts';
import { loadPolicy } from './policy.ts';
import { Thread } from './thread.ts';

/** Measures a run's best policy, exploration off, without keeping this thread busy. @throws as `evaluate` */
export async function evaluateInThread(
  run: Run,
  { episodes, seed }: { readonly episodes: number; readonly seed: number },
): Promise<Evaluation> {
  const parameters = loadPolicy(run, 'best');
  const thread = new Thread<EvaluationApi>(new URL('./evaluation-thread.ts', import.meta.url), run.record.config);
  try {
    const evaluation = await thread.call.evaluate(parameters, episodes, seed);
    await thread.call.close();
    return evaluation;
  } finally {
    await thread.terminate();
  }
}
