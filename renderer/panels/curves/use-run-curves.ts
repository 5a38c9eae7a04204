import { shallowRef, watch, type ShallowRef } from 'vue';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { useLab, useStream } from '../../bridge/use-lab.ts';
import { useCatalogue } from '../../stores/catalogue.ts';
import { useRuns } from '../../stores/runs.ts';
import { RunCurves, seriesColor } from './run-curves.ts';

/**
 * The curves of runs, read from the lab and kept up with those that train. A new array each time they change.
 * @param ids the runs, in the order of their colours
 */
export function useRunCurves(ids: () => readonly string[]): {
  readonly curves: Readonly<ShallowRef<readonly RunCurves[]>>;
  readonly error: Readonly<ShallowRef<WorkbenchError | null>>;
} {
  const lab = useLab();
  const store = useRuns();
  const catalogue = useCatalogue();
  const curves = shallowRef<readonly RunCurves[]>([]);
  const error = shallowRef<WorkbenchError | null>(null);

  async function read(id: string, index: number): Promise<RunCurves> {
    const run = store.byId.get(id);
    const goal = catalogue.task(run?.config.task ?? '')?.solved ?? null;
    const read = new RunCurves({ id, name: run?.name || id, color: seriesColor(index), goal });
    const names = await lab.metricNames(id);
    const [metrics, evaluations] = await Promise.all([lab.metrics(id, names), lab.evaluations(id)]);
    for (const [name, points] of Object.entries(metrics)) read.add(name, points);
    for (const evaluation of evaluations) read.addEvaluation(evaluation);
    return read;
  }

  /** Only the newest reading counts; rows that are told meanwhile are in the next. */
  let reading = 0;
  async function readAll(): Promise<void> {
    const mine = ++reading;
    try {
      const all = await Promise.all(ids().map(read));
      if (mine !== reading) return;
      curves.value = all;
      error.value = null;
    } catch (thrown) {
      if (mine === reading) error.value = WorkbenchError.from(thrown);
    }
  }
  // Names and goals come with the stores.
  watch(
    () => [...ids().map((id) => store.byId.get(id)?.name), catalogue.catalogue?.version].join('\n') + ids().join(),
    readAll,
    {
      immediate: true,
    },
  );

  useStream('run', ({ run: id, event }) => {
    const run = curves.value.find((run) => run.id === id);
    if (!run) return;
    if (event.type === 'metrics') run.addRow(event.row);
    else if (event.type === 'evaluation') run.addEvaluation(event);
    else return;
    curves.value = [...curves.value];
  });

  return { curves, error };
}
