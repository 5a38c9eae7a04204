import { defineStore } from 'pinia';
import { computed, shallowReactive, shallowRef } from 'vue';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { RunSummary } from '../../contracts/lab-api.ts';
import type { Progress } from '../../contracts/run.ts';
import { useLab, useOnConnected, useStream } from '../bridge/use-lab.ts';

/** The catalogue of runs, kept up with the lab, and the progress of those that train. */
export const useRuns = defineStore('runs', () => {
  const lab = useLab();
  /** Newest first; null until they have been read once. */
  const runs = shallowRef<readonly RunSummary[] | null>(null);
  const error = shallowRef<WorkbenchError | null>(null);
  const progress = shallowReactive(new Map<string, Progress>());

  let reading = false;
  let stale = false;
  /** Reads the runs; calls that come meanwhile are answered by one more reading. */
  async function refresh(): Promise<void> {
    stale = true;
    if (reading) return;
    reading = true;
    try {
      while (stale) {
        stale = false;
        runs.value = await lab.runs();
      }
      error.value = null;
    } catch (thrown) {
      error.value = WorkbenchError.from(thrown);
    } finally {
      reading = false;
    }
  }

  useOnConnected(() => void refresh());
  useStream('runs-changed', () => void refresh());
  useStream('run', ({ run, event }) => {
    if (event.type === 'progress') progress.set(run, event.progress);
    if (event.type === 'evaluation') void refresh();
  });

  const byId = computed(() => new Map(runs.value?.map((run) => [run.id, run])));
  /** The run that this lab trains or holds paused, if there is one. */
  const active = computed(() => runs.value?.find((run) => run.activity !== 'idle') ?? null);

  return { runs, error, progress, byId, active, refresh };
});
