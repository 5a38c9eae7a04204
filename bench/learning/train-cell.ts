/** A process of its own trains one run: `train-cell.ts DATA RUN`. Progress goes to the parent; SIGINT saves and stops. */
import { train } from '../../main/lab/index.ts';
import { RunStore } from '../../main/runs/index.ts';

const [data, id] = process.argv.slice(2);
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());

const store = RunStore.open(data!);
try {
  await train(store.openRun(id!), {
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type === 'progress') process.send?.(event.progress.environmentSteps);
    },
  });
} finally {
  store.close();
  process.disconnect?.();
}
