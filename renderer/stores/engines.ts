import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { EngineAdvice, EngineWork, Installable } from '../../contracts/engines.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { NewRun } from '../../contracts/lab-api.ts';
import { useLab, useOnConnected, useStream } from '../bridge/use-lab.ts';

/** What the lab does for engines, whichever window asked for it. */
export const useEngines = defineStore('engines', () => {
  const lab = useLab();
  const work = shallowRef<EngineWork | null>(null);
  /** Why what this window asked for failed. */
  const error = shallowRef<WorkbenchError | null>(null);

  useOnConnected(() => (work.value = null));
  useStream('engine-work', (frame) => void (work.value = frame.work));

  const installing = computed(() => (work.value?.type === 'installing' ? work.value : null));
  const measuring = computed(() => (work.value?.type === 'measuring' ? work.value : null));

  async function attempt<T>(ask: () => Promise<T>): Promise<T | null> {
    error.value = null;
    try {
      return await ask();
    } catch (thrown) {
      const failure = WorkbenchError.from(thrown);
      if (failure.code !== 'cancelled') error.value = failure;
      return null;
    }
  }

  return {
    work,
    installing,
    measuring,
    error,
    install: (name: Installable) => attempt(() => lab.installEngine(name)),
    measure: (run: NewRun): Promise<EngineAdvice | null> => attempt(() => lab.measureEngines(run)),
    cancel: () => void attempt(() => lab.cancelEngineWork()),
  };
});
