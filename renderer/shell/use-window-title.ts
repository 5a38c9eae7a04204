import { computed, watchEffect } from 'vue';
import { useRuns } from '../stores/runs.ts';

/** Names the window by its page and, while a run trains, by how far it is: it is seen in a tab that is not on view. */
export function useWindowTitle(page: () => string): void {
  const runs = useRuns();
  const training = computed(() => {
    const run = runs.active;
    if (!run) return '';
    const { environmentSteps } = runs.progress.get(run.id) ?? run;
    const share = environmentSteps / run.config.environmentSteps;
    return `${Math.floor(100 * share)} % ${run.name} – `;
  });
  watchEffect(() => (document.title = `${training.value}${page()} – AQL Workbench`));
}
