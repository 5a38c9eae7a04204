import { WorkbenchError } from '../../contracts/errors.ts';
import type { Evaluation, EvaluationProgress } from '../../contracts/run.ts';
import { evaluateInThread } from '../lab/evaluate-in-thread.ts';
import type { Run } from '../runs/run.ts';

/** What one window evaluates: each run once at a time. Tells how far that is. */
export class EvaluationDesk {
  readonly #tell: (run: string, progress: EvaluationProgress) => void;
  readonly #underWay = new Map<string, AbortController>();

  constructor(tell: (run: string, progress: EvaluationProgress) => void) {
    this.#tell = tell;
  }

  /** @throws WorkbenchError `busy`, `cancelled`; as `evaluate` */
  async evaluate(run: Run, request: { readonly episodes: number; readonly seed: number }): Promise<Evaluation> {
    if (this.#underWay.has(run.id)) {
      const message = `This window evaluates run "${run.record.name}" already.`;
      throw new WorkbenchError('busy', message, 'Wait until that has ended, or cancel it.');
    }
    const abort = new AbortController();
    this.#underWay.set(run.id, abort);
    try {
      const onProgress = (progress: EvaluationProgress) => this.#tell(run.id, progress);
      return await evaluateInThread(run, { ...request, signal: abort.signal, onProgress });
    } finally {
      this.#underWay.delete(run.id);
    }
  }

  cancel(run: string): void {
    this.#underWay.get(run)?.abort();
  }

  /** Nobody waits for the results any more. */
  close(): void {
    for (const abort of this.#underWay.values()) abort.abort();
  }
}
