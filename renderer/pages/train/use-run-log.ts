import { shallowRef, watch, type ShallowRef } from 'vue';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Evaluation } from '../../../contracts/run.ts';
import { useLab, useOnConnected, useStream } from '../../bridge/use-lab.ts';

export interface LogEntry {
  readonly environmentSteps: number;
  readonly level: string;
  readonly message: string;
  readonly evaluation?: Evaluation;
  readonly wall_s: number;
}

/** What happened in a run, the latest first: evaluations and messages. */
export function useRunLog(id: () => string): {
  readonly entries: Readonly<ShallowRef<readonly LogEntry[]>>;
  readonly error: Readonly<ShallowRef<WorkbenchError | null>>;
} {
  const lab = useLab();
  const entries = shallowRef<readonly LogEntry[]>([]);
  const error = shallowRef<WorkbenchError | null>(null);

  async function read(): Promise<void> {
    const asked = id();
    try {
      const [events, evaluations] = await Promise.all([lab.events(asked), lab.evaluations(asked)]);
      if (asked !== id()) return;
      const messages = events.map((event) => ({ ...event, wall_s: 0 }));
      const scores = evaluations.map((evaluation) => ({ ...evaluation, level: 'info', message: '' }));
      entries.value = [...messages, ...scores].sort((a, b) => b.environmentSteps - a.environmentSteps);
      error.value = null;
    } catch (thrown) {
      error.value = WorkbenchError.from(thrown);
    }
  }

  watch(id, () => {
    entries.value = [];
    void read();
  });
  useOnConnected(() => void read());
  useStream('run', ({ run, event }) => {
    if (run !== id()) return;
    if (event.type === 'evaluation') {
      entries.value = [{ ...event, level: 'info', message: '' }, ...entries.value];
    } else if (event.type === 'note' || event.type === 'warning') {
      const level = event.type === 'note' ? 'info' : 'warning';
      const environmentSteps = entries.value[0]?.environmentSteps ?? 0;
      entries.value = [{ environmentSteps, level, message: event.message, wall_s: 0 }, ...entries.value];
    }
  });

  return { entries, error };
}
