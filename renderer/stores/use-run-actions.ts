import type { RunSummary } from '../../contracts/lab-api.ts';
import type { RunConfig } from '../../contracts/run.ts';
import { useLab } from '../bridge/use-lab.ts';
import { usePage } from '../shell/page.ts';
import { download, fileName } from '../ui/download.ts';
import { useRuns } from './runs.ts';
import { useToasts } from './toasts.ts';

/** What a person can do with a run. Failures are shown as notices; none of these throws. */
export function useRunActions() {
  const lab = useLab();
  const { attempt, show } = useToasts();
  const { refresh } = useRuns();
  const { go } = usePage();

  async function change(work: () => Promise<unknown>): Promise<void> {
    await attempt(work);
    await refresh();
  }

  return {
    resume: ({ id }: RunSummary) => change(() => lab.resume(id)),
    pause: ({ id }: RunSummary) => change(() => lab.pause(id)),
    stepOnce: ({ id }: RunSummary) => change(() => lab.stepOnce(id)),
    stop: ({ id }: RunSummary) => change(() => lab.stop(id)),
    setEngine: ({ id }: RunSummary, engine: RunConfig['engine']) => change(() => lab.setEngine(id, engine)),
    rename: ({ id }: RunSummary, name: string) => change(() => lab.rename(id, name)),
    tag: ({ id }: RunSummary, tags: string[]) => change(() => lab.tag(id, tags)),
    duplicate: ({ id }: RunSummary) => go('new', id),

    remove: (run: RunSummary) =>
      change(async () => {
        await lab.remove(run.id);
        const restore = () => void change(() => lab.restore(run.id));
        show({ kind: 'done', text: `“${run.name}” is deleted.`, action: { title: 'Undo', run: restore } });
      }),

    exportPolicy: ({ id, name }: RunSummary) =>
      attempt(async () => download(fileName(name, 'onnx'), await lab.exportPolicy(id), 'application/octet-stream')),
    exportCsv: ({ id, name }: RunSummary) =>
      attempt(async () => download(fileName(name, 'csv'), await lab.exportCsv(id), 'text/csv')),
  };
}
