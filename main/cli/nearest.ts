import { closest, distance } from 'fastest-levenshtein';
import { WorkbenchError } from '../../contracts/errors.ts';

/** The candidate that `word` was probably meant to be, or null if none is close: at most every third letter may differ. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (candidates.length === 0) return null;
  const lower = word.toLowerCase();
  const prefixed = candidates.filter((candidate) => lower.length > 1 && candidate.toLowerCase().startsWith(lower));
  if (prefixed.length === 1) return prefixed[0]!;
  const best = closest(lower, candidates as string[]);
  return distance(lower, best.toLowerCase()) <= Math.max(1, Math.ceil(word.length / 3)) ? best : null;
}

/**
 * The item with this id.
 * @param kind what the items are, for the message: `task`, `agent`, `command`.
 * @throws WorkbenchError `unknown-name`, naming the nearest id.
 */
export function choose<T extends { readonly id: string }>(kind: string, id: string, items: readonly T[]): T {
  const found = items.find((item) => item.id === id);
  if (found) return found;
  throw unknownName(
    kind,
    id,
    items.map((item) => item.id),
  );
}

/** The error for a name that is none of `candidates`. */
export function unknownName(kind: string, name: string, candidates: readonly string[]): WorkbenchError {
  const meant = nearest(name, candidates);
  const guess = meant === null ? '' : `Did you mean ${meant}? `;
  const all = candidates.length > 12 ? 'See --help for all of them.' : `There is ${enumerate(candidates, 'and')}.`;
  return new WorkbenchError('unknown-name', `There is no ${kind} ${JSON.stringify(name)}.`, guess + all);
}

/** `a`, `a or b`, `a, b or c`. */
export function enumerate(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length <= 1) return words[0] ?? 'none';
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
