import type { z } from 'zod';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { Domain, Flag } from './flags.ts';
import { enumerate, nearest } from './nearest.ts';
import { formatCount } from './quantities.ts';

/**
 * The value that `text` stands for, checked by the field's own schema.
 * @throws WorkbenchError `bad-config` naming the flag and what it takes.
 */
export function flagValue(flag: Flag, text: string): unknown {
  const value = convert(flag.domain, text);
  const field = flag.group.schema.shape[flag.field] as z.ZodType;
  const result = field.safeParse(value);
  if (value !== undefined && result.success) return result.data;
  const meant = flag.domain.enum ? nearest(text, flag.domain.enum) : null;
  const guess = meant === null ? '' : `Did you mean ${meant}? `;
  const message = `--${flag.name} cannot be ${JSON.stringify(text)}.`;
  throw new WorkbenchError('bad-config', message, `${guess}It takes ${describeDomain(flag.domain)}.`);
}

/** What is typed as a value; undefined if it has not even the type. */
function convert(domain: Domain, text: string): unknown {
  switch (domain.type) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'integer':
    case 'number':
      return text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
    case 'array': {
      const items = text === '' ? [] : text.split(',').map((item) => convert(domain.items!, item));
      return items.includes(undefined) ? undefined : items;
    }
    case 'string':
      return text;
  }
}

/** The domain in words: `a whole number from 0 to 10`, `a number above 0, at most 1`, `next, state or acted`. */
export function describeDomain(domain: Domain): string {
  if (domain.enum) return enumerate(domain.enum, 'or');
  switch (domain.type) {
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'text';
    case 'array':
      return `a comma-separated list, each ${describeDomain(domain.items!)}`;
    default:
      return [domain.type === 'integer' ? 'a whole number' : 'a number', describeLimits(domain)]
        .filter(Boolean)
        .join(' ');
  }
}

/** The limits of a number in words: `from 0 to 10`, `above 0, at most 1`; empty if there are none. */
export function describeLimits(domain: Domain): string {
  const low = bounded(domain.minimum);
  const high = bounded(domain.maximum);
  const limits =
    low !== null && high !== null
      ? [`from ${low} to ${high}`]
      : [
          low !== null && `from ${low}`,
          domain.exclusiveMinimum !== undefined && `above ${formatCount(domain.exclusiveMinimum)}`,
          high !== null && `at most ${high}`,
          domain.exclusiveMaximum !== undefined && `below ${formatCount(domain.exclusiveMaximum)}`,
        ];
  return [...limits, domain.multipleOf !== undefined && `a multiple of ${domain.multipleOf}`]
    .filter(Boolean)
    .join(', ');
}

/** A bound that a person set: JSON schema also gives integers the bounds of exact doubles. */
function bounded(limit: number | undefined): string | null {
  return limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? null : formatCount(limit);
}
