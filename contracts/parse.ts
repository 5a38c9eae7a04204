import type { z } from 'zod';
import { WorkbenchError } from './errors.ts';

/**
 * Checks `value` against a schema.
 * @param what whose value it is, as a person knows it: "run configuration"
 * @throws WorkbenchError `bad-config`, naming the first offending field and its value.
 */
export function parseConfig<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'it');
  const offending = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
  const shown = issue.path.length > 0 ? ` (given: ${JSON.stringify(offending)})` : '';
  throw new WorkbenchError(
    'bad-config',
    `In the ${what}, ${field}: ${issue.message}${shown}.`,
    `Correct ${field} and try again.`,
  );
}
