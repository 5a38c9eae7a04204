const FIRST_ms = 250;
const LONGEST_ms = 4_000;

/** How long to wait before attempt number `attempt` (from 1): twice as long each time, up to a bound. */
export function backoff_ms(attempt: number): number {
  return Math.min(LONGEST_ms, FIRST_ms * 2 ** (attempt - 1));
}
