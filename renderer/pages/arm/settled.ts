/** Goals that have not moved for so long have arrived, or a rule holds them back. */
const SETTLED_ms = 500;
const STILL_rad = 0.002;

type Goals_rad = readonly (number | null)[];

/**
 * Watches goals that are sent to an arm.
 * @param goals_rad the newest
 * @returns tells whether they have stood still for a while
 */
export function settling(goals_rad: () => Goals_rad, now_ms: () => number = () => performance.now()): () => boolean {
  let moved: { goals_rad: Goals_rad; at_ms: number } = { goals_rad: goals_rad(), at_ms: now_ms() };
  return () => {
    const goals = goals_rad();
    const isStill = goals.every((goal, j) => Math.abs((goal ?? 0) - (moved.goals_rad[j] ?? 0)) < STILL_rad);
    if (!isStill) moved = { goals_rad: goals, at_ms: now_ms() };
    return now_ms() - moved.at_ms > SETTLED_ms;
  };
}
