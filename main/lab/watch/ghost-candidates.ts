import type { Decision } from '../../../contracts/stream.ts';

/** A candidate as a ghost shows it. */
export interface GhostCandidate {
  /** Index among the proposals, or N + index among the uniform candidates. */
  readonly candidate: number;
  readonly q: number;
  /** [D]. */
  readonly action: Float32Array;
}

/**
 * The candidates to show: what was done and what the policy holds best, if they are among them; with these, half of them
 * the best; the others spread evenly over the rest of Q's range. No two alike.
 */
export function ghostCandidates(decision: Decision, count: number): GhostCandidate[] {
  const chosen = new Set([decision.executed.join(), decision.greedy.join()]);
  const isChosen = ({ action }: GhostCandidate) => chosen.has(action.join());
  const ranked = distinct(candidates(decision)).sort((a, b) => b.q - a.q);
  const first = [...ranked.filter(isChosen), ...ranked.filter((candidate) => !isChosen(candidate))];
  const best = first.slice(0, Math.ceil(count / 2));
  return [...best, ...spread(first.slice(best.length), count - best.length)];
}

function candidates({ greedy, proposals, proposalQ, uniform, uniformQ }: Decision): GhostCandidate[] {
  const dimensions = greedy.length;
  const list = (actions: Float32Array, values: Float32Array, first: number) =>
    Array.from(values, (q, i) => ({
      candidate: first + i,
      q,
      action: actions.subarray(i * dimensions, (i + 1) * dimensions),
    }));
  return [...list(proposals, proposalQ, 0), ...list(uniform, uniformQ, proposalQ.length)];
}

function distinct(all: readonly GhostCandidate[]): GhostCandidate[] {
  const byAction = new Map<string, GhostCandidate>();
  for (const candidate of all) {
    const key = candidate.action.join();
    if (!byAction.has(key)) byAction.set(key, candidate);
  }
  return [...byAction.values()].filter(({ q }) => Number.isFinite(q));
}

/** @param ranked by falling Q. */
function spread(ranked: readonly GhostCandidate[], count: number): GhostCandidate[] {
  if (ranked.length <= count) return [...ranked];
  const [highest, lowest] = [ranked[0]!.q, ranked.at(-1)!.q];
  const left = new Set(ranked);
  return Array.from({ length: count }, (_, i) => {
    const aim = highest + ((lowest - highest) * (i + 1)) / count;
    const nearest = [...left].reduce((a, b) => (Math.abs(b.q - aim) < Math.abs(a.q - aim) ? b : a));
    left.delete(nearest);
    return nearest;
  });
}
