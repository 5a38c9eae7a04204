import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { MetricSpec } from '../../contracts/agent.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { AgentCard, Catalogue, TaskCard } from '../../contracts/lab-api.ts';
import { useLab, useOnConnected } from '../bridge/use-lab.ts';

/** What the lab offers: tasks, agents, engines, metrics. */
export const useCatalogue = defineStore('catalogue', () => {
  const lab = useLab();
  const catalogue = shallowRef<Catalogue | null>(null);
  const error = shallowRef<WorkbenchError | null>(null);

  useOnConnected(async () => {
    try {
      catalogue.value = await lab.catalogue();
      error.value = null;
    } catch (thrown) {
      error.value = WorkbenchError.from(thrown);
    }
  });

  /** Every metric by name: the lab's own and the agents'. */
  const metrics = computed<ReadonlyMap<string, MetricSpec>>(() => {
    const { metrics = [], agents = [] } = catalogue.value ?? {};
    // What a schema calls optional is left out here, never undefined.
    const all = [...metrics, ...agents.flatMap((agent) => agent.metrics)] as MetricSpec[];
    return new Map(all.map((metric) => [metric.name, metric]));
  });
  const task = (id: string): TaskCard | undefined => catalogue.value?.tasks.find((task) => task.id === id);
  const agent = (id: string): AgentCard | undefined => catalogue.value?.agents.find((agent) => agent.id === id);

  return { catalogue, error, metrics, task, agent };
});
