import { onScopeDispose, shallowRef, watch } from 'vue';
import type { EngineAdvice } from '../../../contracts/engines.ts';
import type { NewRun } from '../../../contracts/lab-api.ts';
import { useLab } from '../../bridge/use-lab.ts';
import { useEngines } from '../../stores/engines.ts';

/** As long as the lab's own check of what is typed waits, and then some. */
const PAUSE_ms = 500;

/** What is known of every engine for a run, kept up while the run is filled in and engines are measured and fetched. */
export function useEngineAdvice(asked: () => NewRun) {
  const lab = useLab();
  const engines = useEngines();
  const advice = shallowRef<EngineAdvice | null>(null);

  let latest = 0;
  async function ask(): Promise<void> {
    const mine = ++latest;
    try {
      const answer = await lab.adviseEngines(asked());
      if (mine === latest) advice.value = answer;
    } catch {
      // A run that the lab refuses: the form tells why, and what was known stays.
    }
  }

  let pause = 0;
  watch(
    () => JSON.stringify(asked()),
    () => {
      clearTimeout(pause);
      pause = setTimeout(() => void ask(), advice.value ? PAUSE_ms : 0);
    },
    { immediate: true },
  );
  watch(
    () => engines.work,
    (work) => !work && void ask(),
  );
  onScopeDispose(() => clearTimeout(pause));

  return advice;
}
