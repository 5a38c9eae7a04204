import type { Field } from './fields.ts';

export type Checked = { readonly value: unknown } | { readonly problem: string };

/** What was typed, as a value of the field, or why it is none. */
export function checkTyped(field: Field, typed: string): Checked {
  const text = typed.trim();
  switch (field.kind) {
    case 'number':
      return checkNumber(field, text);
    case 'switch':
      return { value: text === 'true' };
    case 'choice':
      return field.choices.includes(text) ? { value: text } : { problem: `Choose one of ${field.choices.join(', ')}.` };
    case 'text':
      return field.longest === undefined || text.length <= field.longest
        ? { value: text }
        : { problem: `At most ${field.longest} characters.` };
  }
}

function checkNumber(field: Extract<Field, { kind: 'number' }>, text: string): Checked {
  // 200,000 and 200 000 are how people write large numbers.
  const value = Number(text.replaceAll(/[,_\s](?=\d{3}(\D|$))/g, ''));
  const sort = field.integer ? 'a whole number' : 'a number';
  if (text === '' || Number.isNaN(value)) return { problem: `This must be ${sort}${rangeOf(field, ', ')}.` };
  if (field.integer && !Number.isSafeInteger(value)) return { problem: `${text} is not a whole number.` };
  const { low = -Infinity, high = Infinity, aboveLow, belowHigh, multipleOf } = field;
  const tooLow = aboveLow ? value <= low : value < low;
  const tooHigh = belowHigh ? value >= high : value > high;
  if (tooLow || tooHigh || !Number.isFinite(value)) return { problem: `${text} is not ${rangeOf(field)}.` };
  if (multipleOf !== undefined && value % multipleOf !== 0)
    return { problem: `${text} is not a multiple of ${multipleOf}.` };
  return { value };
}

/** The range in words, after `before`: "from 1 to 64", "above 0"; empty if there is none. */
export function rangeOf(field: Extract<Field, { kind: 'number' }>, before = ''): string {
  const { low, high, aboveLow, belowHigh } = field;
  const below = high === undefined ? '' : `${belowHigh ? 'below' : 'at most'} ${number(high)}`;
  if (low === undefined) return below && before + below;
  const above = `${aboveLow ? 'above' : 'at least'} ${number(low)}`;
  if (high === undefined) return before + above;
  return before + (aboveLow || belowHigh ? `${above} and ${below}` : `from ${number(low)} to ${number(high)}`);
}

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 });
