import type { LabApi } from '../../contracts/lab-api.ts';

/** What a newcomer sees learning. */
export const FIRST_RUN = { name: 'first', task: 'so101-reach', agent: 'aql' };

/** Begins a first run where there is none; goes on with the newest one if it was interrupted or stopped. */
export async function beginOrResume(lab: LabApi): Promise<void> {
  const [newest] = await lab.runs();
  if (!newest) await lab.create(FIRST_RUN);
  else if (newest.activity === 'idle' && (newest.status === 'interrupted' || newest.status === 'stopped'))
    await lab.resume(newest.id);
}

/** Goes on with `run` if its training did not end by itself. */
export async function resumeInterrupted(lab: LabApi, run: string): Promise<void> {
  const runs = await lab.runs();
  if (runs.some(({ id, status }) => id === run && status === 'interrupted')) await lab.resume(run);
}
