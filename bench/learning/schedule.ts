import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../../contracts/run.ts';
import { someAtATime } from '../some-at-a-time.ts';

const script = fileURLToPath(new URL('train-cell.ts', import.meta.url));

export interface ScheduleOptions {
  readonly dataFolder: string;
  /** Trainings at a time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** @param stepsDone environment steps behind all the runs together, of `stepsTotal` */
  onProgress(stepsDone: number, stepsTotal: number): void;
  onEnd(run: RunRecord, exitCode: number | null): void;
}

/** Trains runs in processes of their own, some at a time, each from where it was left. */
export async function trainAll(runs: readonly RunRecord[], options: ScheduleOptions): Promise<void> {
  const { jobs, signal, onProgress } = options;
  const steps = new Map(runs.map(({ id, environmentSteps }) => [id, environmentSteps]));
  const stepsTotal = runs.reduce((sum, { config }) => sum + config.environmentSteps, 0);

  await someAtATime(runs, jobs, async (run) => {
    if (signal.aborted) return;
    const { id, config } = run;
    const exitCode = await trainOne(run, options, (environmentSteps) => {
      steps.set(id, environmentSteps);
      onProgress(
        [...steps.values()].reduce((sum, one) => sum + one, 0),
        stepsTotal,
      );
    });
    // What failed is not tried again in this campaign: its steps are behind us.
    if (!signal.aborted) steps.set(id, config.environmentSteps);
    options.onEnd(run, exitCode);
  });
}

function trainOne(
  { id }: RunRecord,
  { dataFolder, signal }: ScheduleOptions,
  onSteps: (environmentSteps: number) => void,
): Promise<number | null> {
  const child = fork(script, [dataFolder, id], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const stop = () => child.kill('SIGINT');
  signal.addEventListener('abort', stop);
  child.on('message', (message) => onSteps(message as number));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      resolve(code);
    });
  });
}
