import type { EngineAdvice, EngineFinding, EngineWork, Installable } from '../../contracts/engines.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import { engines } from '../../agents/engine/index.ts';
import { measureEngines, pick } from '../lab/engines/choose.ts';
import { installEngine } from '../lab/engines/install.ts';
import { recall } from '../lab/engines/measured.ts';
import { surveyEngine } from '../lab/engines/survey.ts';
import type { Plan } from '../lab/plan.ts';

interface Current {
  readonly type: EngineWork['type'];
  readonly abort: AbortController;
}

/** Knows the engines of this machine, measures them, and fetches what they need: one thing at a time for all windows. */
export class EngineDesk {
  readonly #tell: (work: EngineWork | null) => void;
  #seen: Promise<EngineFinding[]> | null = null;
  #current: Current | null = null;

  constructor(tell: (work: EngineWork | null) => void) {
    this.#tell = tell;
  }

  /** Tries every engine, without measuring. */
  survey(): Promise<EngineFinding[]> {
    return (this.#seen = Promise.all(engines.map(({ id }) => surveyEngine({ engine: id, config: null }))));
  }

  async advise(plan: Plan): Promise<EngineAdvice> {
    const seen = await (this.#seen ?? this.survey());
    const measured = recall(plan);
    const findings = seen.map((finding) => measured?.find(({ engine }) => engine === finding.engine) ?? finding);
    return { findings, auto: measured && pick(measured).choice };
  }

  /** @throws WorkbenchError `busy`, `cancelled` */
  async measure(plan: Plan): Promise<EngineAdvice> {
    return this.#work('measuring', async (signal) => {
      const measured = await measureEngines(plan, {
        signal,
        onMeasure: (engine) => this.#tell({ type: 'measuring', engine }),
      });
      if (!measured) throw new WorkbenchError('cancelled', 'The measurement was cancelled.', 'Start it again.');
      return this.advise(plan);
    });
  }

  /** @throws WorkbenchError `busy`; as `installEngine` */
  async install(name: Installable): Promise<void> {
    await this.#work('installing', async (signal) => {
      const onProgress = (bytes: number) => this.#tell({ type: 'installing', package: name, bytes });
      onProgress(0);
      await installEngine(name, { signal, onProgress });
      this.#seen = null;
    });
  }

  cancel(): void {
    this.#current?.abort.abort();
  }

  /** A run that begins needs the processor for itself. */
  cancelMeasuring(): void {
    if (this.#current?.type === 'measuring') this.cancel();
  }

  async #work<T>(type: EngineWork['type'], work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#current) {
      const message = `Another engine's work is under way: ${this.#current.type}.`;
      throw new WorkbenchError('busy', message, 'Wait until it has ended, or cancel it.');
    }
    const abort = new AbortController();
    this.#current = { type, abort };
    try {
      return await work(abort.signal);
    } finally {
      this.#current = null;
      this.#tell(null);
    }
  }
}
