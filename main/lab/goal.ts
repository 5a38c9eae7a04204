/** A single evaluation may be lucky. */
export const IN_A_ROW = 2;

/** Whether the latest evaluations, one after the other, all met the goal. @param scores oldest first */
export function isSolved(scores: readonly number[], atLeast: number): boolean {
  return scores.length >= IN_A_ROW && scores.slice(-IN_A_ROW).every((score) => score >= atLeast);
}
