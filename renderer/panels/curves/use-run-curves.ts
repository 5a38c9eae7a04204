import { shallowRef, watch, type ShallowRef } from 'vue';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { RunFrame } from '../../../contracts/stream.ts';
import { useLab, useOnConnected, useStream } from '../../bridge/use-lab.ts';
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

  /** Only the newest reading counts. What is told while it is under way may not be in it, and is added after. */
  let reading = 0;
  let meanwhile: RunFrame[] | null = null;
  async function readAll(): Promise<void> {
    const mine = ++reading;
    const told: RunFrame[] = (meanwhile = []);
    try {
      const all = await Promise.all(ids().map(read));
      if (mine !== reading) return;
      for (const frame of told) tell(all, frame);
      curves.value = all;
      error.value = null;
    } catch (thrown) {
      if (mine === reading) error.value = WorkbenchError.from(thrown);
    } finally {
      if (mine === reading) meanwhile = null;
    }
  }
  // Names and goals come with the stores.
  watch(
    () => JSON.stringify([ids().map((id) => [id, store.byId.get(id)?.name]), catalogue.catalogue?.version]),
    readAll,
  );
  // What was told while the lab was lost is read.
  useOnConnected(() => void readAll());

  useStream('run', (frame) => {
    meanwhile?.push(frame);
    if (tell(curves.value, frame)) curves.value = [...curves.value];
  });

  return { curves, error };
}

/** @returns whether a curve grew. */
function tell(curves: readonly RunCurves[], { run: id, event }: RunFrame): boolean {
  const run = curves.find((run) => run.id === id);
  if (run && event.type === 'metrics') run.addRow(event.row);
  else if (run && event.type === 'evaluation') run.addEvaluation(event);
  else return false;
  return true;
}
