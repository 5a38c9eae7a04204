const WITHIN_MS = 60_000;
const RESTARTS = 3;
const FIRST_PAUSE_MS = 500;

/**
 * How long to wait before a crashed host is started again: twice as long each time, at most three times in a minute.
 * @param crashes_ms when it crashed, the last time included, oldest first
 * @returns null if it is to stay down
 */
export function restartPause_ms(crashes_ms: readonly number[]): number | null {
  const last_ms = crashes_ms.at(-1)!;
  const recent = crashes_ms.filter((crash_ms) => last_ms - crash_ms < WITHIN_MS).length;
  return recent > RESTARTS ? null : FIRST_PAUSE_MS * 2 ** (recent - 1);
}
