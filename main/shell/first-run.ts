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

/** Goes on with `run` if its lab died of it: on the processor, since the driver of a card may be what ended the lab. */
export async function resumeInterrupted(lab: LabApi, run: string): Promise<void> {
  const interrupted = (await lab.runs()).find(({ id, status }) => id === run && status === 'interrupted');
  if (!interrupted) return;
  const learning = interrupted.engines?.learning ?? interrupted.config.engine;
  if (learning === 'onnx-webgpu' || learning === 'cuda') await lab.setEngine(run, 'onnx-cpu');
  await lab.resume(run);
}
