/*
 * A process that trains as the real one does, only faster, until it is killed. Every step appends ten records to the
 * replay log, adds a row of metrics and saves a checkpoint; then it prints the step.
 *
 * Arguments: the data folder, the id of the run.
 */
import { loadCheckpoint, saveBest, saveCheckpoint } from '../checkpoints.ts';
import { ReplayLog } from '../replay-log.ts';
import { RunStore } from '../run-store.ts';
import { exampleCheckpoint } from './example-checkpoint.ts';

const [dataFolder, id] = process.argv.slice(2) as [string, string];
const run = RunStore.open(dataFolder).openRun(id);
run.acquire();
run.setStatus('running');

let step = loadCheckpoint(run)?.checkpoint.environmentSteps ?? 0;
run.rollBack(step);
const log = ReplayLog.open(`${run.folder}/replay`, { recordBytes: 4, segmentRecords: 64 }, 10 * step);

for (;;) {
  step++;
  log.append(new Uint8Array(Uint32Array.from({ length: 10 }, (_, i) => 10 * (step - 1) + i).buffer));
  run.addMetrics({ environmentSteps: step, updates: 2 * step, wall_s: 0, values: { loss: 1 / step, q: step } });
  log.sync();
  const checkpoint = exampleCheckpoint(step, 20_000);
  if (step % 3 === 0) saveBest(run, checkpoint);
  saveCheckpoint(run, checkpoint);
  process.stdout.write(`${step}\n`);
}
