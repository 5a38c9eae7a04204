import { stampText } from '../stamp.ts';

/** A log's name begins with the time of its connection, down to milliseconds, then tells the arm. */
export function logTitle(name: string): string {
  const [, arm] = /^\d{14,} (.+)$/.exec(name) ?? [];
  return arm ? `${stampText(name)} · ${arm}` : name;
}
