import { distance } from 'fastest-levenshtein';
import { WorkbenchError } from '../../contracts/errors.ts';

/**
 * The id that a person means.
 * @param reference an id, the beginning of only one id, or `latest`.
 * @param ids newest first.
 * @throws WorkbenchError `unknown-name`, listing the candidates or naming the nearest.
 */
export function resolveReference(reference: string, ids: readonly string[]): string {
  const [latest] = ids;
  if (!latest) throw new WorkbenchError('unknown-name', 'There are no runs yet.', 'Train one first.');
  if (reference === 'latest') return latest;
  if (ids.includes(reference)) return reference;
  const candidates = ids.filter((id) => reference && id.startsWith(reference));
  if (candidates.length === 1) return candidates[0]!;
  if (candidates.length) {
    const message = `"${reference}" could be any of ${candidates.length} runs: ${candidates.join(', ')}.`;
    throw new WorkbenchError('unknown-name', message, 'Type more of the id.');
  }
  const nearest = ids.reduce((a, b) => (distance(reference, b) < distance(reference, a) ? b : a));
  const remedy = `Did you mean "${nearest}"? "latest" names the newest run.`;
  throw new WorkbenchError('unknown-name', `There is no run "${reference}".`, remedy);
}
