import type { Output } from './output.ts';

export const INTERRUPTED_EXIT_CODE = 130;

/** Signals closer together are one Ctrl-C: a terminal, npm and `timeout` each deliver theirs to the whole group. */
const SAME_SIGNAL_MS = 300;

/**
 * Runs `work` with a signal that the first Ctrl-C aborts, so that it can save and end by itself; a second Ctrl-C leaves
 * the process at once.
 * @param words what is said at the first.
 */
export async function interruptible<T>(
  output: Output,
  work: (signal: AbortSignal) => Promise<T>,
  words = 'Stopping, after saving a checkpoint.',
): Promise<T> {
  const controller = new AbortController();
  let first_ms: number | null = null;
  const onSignal = () => {
    const now_ms = performance.now();
    if (first_ms !== null && now_ms - first_ms > SAME_SIGNAL_MS) process.exit(INTERRUPTED_EXIT_CODE);
    if (first_ms !== null) return;
    first_ms = now_ms;
    output.note(`\n${words} Ctrl-C again leaves at once.`);
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, onSignal);
  }
}
