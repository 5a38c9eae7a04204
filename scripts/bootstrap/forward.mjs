import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Signals closer together than this are one: a terminal, `npm` and `timeout` may each deliver the same Ctrl-C. */
const SAME_SIGNAL_MS = 300;

/**
 * Runs a program with our standard streams, passing signals on, and waits for its end.
 * @returns its exit code; 128 + the signal's number if a signal ended it, as shells do.
 */
export function forward(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  let last_ms = -Infinity;
  const pass = (signal) => {
    const now_ms = performance.now();
    const repeated = now_ms - last_ms < SAME_SIGNAL_MS;
    last_ms = now_ms;
    // Ctrl-C in a terminal reaches the child by itself: it belongs to the same foreground group.
    const fromTerminal = signal === 'SIGINT' && process.stdin.isTTY;
    if (!repeated && !fromTerminal) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
