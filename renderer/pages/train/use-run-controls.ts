import { computed, ref } from 'vue';
import type { RunSummary } from '../../../contracts/lab-api.ts';
import { useRuns } from '../../stores/runs.ts';
import { useRunActions } from '../../stores/use-run-actions.ts';

/** What can be done with the training of a run now, and doing it: one thing at a time. */
export function useRunControls(run: () => RunSummary) {
  const runs = useRuns();
  const actions = useRunActions();
  const busy = ref(false);

  const can = computed(() => {
    const { activity, status } = run();
    const isOver = status === 'solved' || status === 'finished';
    return {
      pause: activity === 'training',
      resume: activity === 'paused' || (activity === 'idle' && !isOver && runs.active === null),
      step: activity === 'paused',
      stop: activity !== 'idle',
    };
  });

  const control = (action: (run: RunSummary) => Promise<void>) => async () => {
    busy.value = true;
    await action(run());
    busy.value = false;
  };

  return {
    busy,
    can,
    pause: control(actions.pause),
    resume: control(actions.resume),
    stepOnce: control(actions.stepOnce),
    stop: control(actions.stop),
  };
}
