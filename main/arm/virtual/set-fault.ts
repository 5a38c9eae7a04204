import { WorkbenchError } from '../../../contracts/errors.ts';
import type { Faults } from './faults.ts';

const NUMBERS = ['lost', 'damaged', 'late', 'lateBy_ms', 'backlash_rad', 'supply_V'] as const;
const PROBABILITIES: readonly string[] = ['lost', 'damaged', 'late'];
const SERVOS = ['missing', 'duplicate', 'wrongBaud', 'overload', 'overheated', 'stalled'] as const;

/** How faults are written, for a person. */
export const FAULT_WORDS = `${[...NUMBERS, 'echo'].join('=, ')}= with a number; ${SERVOS.join('=, ')}= with ids as 2+3`;

/**
 * Sets one fault from words such as `lost=0.01`, `stalled=2+3`, `stalled=` (none any more) or `supply_V=` (the usual).
 * @throws WorkbenchError `bad-config`.
 */
export function setFault(faults: Faults, text: string): void {
  const [name = '', value = ''] = text.split('=').map((word) => word.trim());
  const number = value === '' ? 0 : Number(value);
  const set = SERVOS.find((known) => known === name);
  const quantity = NUMBERS.find((known) => known === name);
  if (set) return replace(faults[set], value === '' ? [] : value.split('+').map(Number), text);
  const greatest = PROBABILITIES.includes(name) ? 1 : Infinity;
  if (!(number >= 0 && number <= greatest) || (!quantity && name !== 'echo')) throw badFault(text);
  if (name === 'echo') faults.echo = number > 0;
  else if (quantity === 'supply_V') faults.supply_V = value === '' ? null : number;
  else if (quantity) faults[quantity] = number;
}

function replace(set: Set<number>, ids: readonly number[], text: string): void {
  if (!ids.every((id) => Number.isInteger(id) && id >= 0 && id < 254)) throw badFault(text);
  set.clear();
  for (const id of ids) set.add(id);
}

function badFault(text: string): WorkbenchError {
  return new WorkbenchError('bad-config', `'${text}' is no fault of a virtual arm.`, `Write ${FAULT_WORDS}.`);
}
