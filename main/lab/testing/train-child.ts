/** Trains a run in a process of its own, so that a test can kill it: `train-child.ts DATA_FOLDER RUN`. */
import { RunStore } from '../../runs/run-store.ts';
import { train } from '../index.ts';

const [folder, id] = process.argv.slice(2);
const store = RunStore.open(folder!);
await train(store.openRun(id!), {
  signal: new AbortController().signal,
  onEvent: ({ type }) => type === 'metrics' && process.stdout.write('row\n'),
});
store.close();
