import { parseArgs } from 'node:util';
import { WorkbenchError } from '../../contracts/errors.ts';
import { groupsOf } from './command.ts';
import type { Command } from './command.ts';
import { flagValue } from './flag-value.ts';
import { flagsOf } from './flags.ts';
import type { Flag } from './flags.ts';
import { usage } from './help.ts';
import { nearest } from './nearest.ts';
import { typed } from './typed.ts';

export interface Parsed {
  readonly args: readonly string[];
  /** Values by the prefix of their group, then by field; only what was typed. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Reads the words after the command's name.
 * @throws WorkbenchError `unknown-name` for an unknown flag, `bad-config` for a bad value or a wrong count of words.
 */
export function parse(command: Command, words: readonly string[]): Parsed {
  const groups = groupsOf(command, words);
  const flags = new Map(flagsOf(groups).flatMap((flag) => names(flag).map((name) => [name, flag])));
  const values: Record<string, Record<string, unknown>> = Object.fromEntries(groups.map((g) => [g.prefix, {}]));
  const args: string[] = [];

  for (const token of tokenize(words, flags)) {
    if (token.kind === 'positional') args.push(token.value);
    if (token.kind !== 'option') continue;
    const { flag, negated } = findFlag(command, token.rawName, flags);
    values[flag.group.prefix]![flag.field] = flagValue(flag, valueOf(flag, negated, token));
  }
  checkCount(command, args);
  return { args, values };
}

function names({ name, short }: Flag): string[] {
  return short === null ? [name] : [name, short];
}

function tokenize(words: readonly string[], flags: ReadonlyMap<string, Flag>) {
  const options = Object.fromEntries(
    [...flags].map(([name, flag]) => [
      name,
      { type: flag.domain.type === 'boolean' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  // Not strict: our own messages name the nearest flag and what it takes.
  return parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function findFlag(command: Command, rawName: string, flags: ReadonlyMap<string, Flag>) {
  const name = rawName.replace(/^-+/, '');
  const flag = flags.get(name);
  if (flag) return { flag, negated: false };
  const positive = flags.get(name.replace(/^no-/, ''));
  if (positive?.domain.type === 'boolean') return { flag: positive, negated: true };
  const meant = nearest(name, [...flags.keys(), 'help']);
  const guess = meant === null ? '' : `Did you mean --${meant}? `;
  throw new WorkbenchError(
    'unknown-name',
    `${command.id} has no flag ${rawName}.`,
    `${guess}See ${typed(`${command.id} --help`)}.`,
  );
}

function valueOf(flag: Flag, negated: boolean, token: { value: string | undefined; inlineValue: boolean | undefined }) {
  if (flag.domain.type === 'boolean' && token.value === undefined) return negated ? 'false' : 'true';
  const isFlag = token.inlineValue === false && token.value?.startsWith('--');
  if (token.value !== undefined && !isFlag && !negated) return token.value;
  throw new WorkbenchError(
    'bad-config',
    negated ? `--no-${flag.name} takes no value.` : `--${flag.name} lacks its value.`,
    negated ? `Write --${flag.name}=false or --no-${flag.name}.` : `Write --${flag.name} ${flag.placeholder}.`,
  );
}

function checkCount(command: Command, args: readonly string[]): void {
  const whole = typed(usage(command));
  const missing = command.args[args.length];
  if (missing) throw new WorkbenchError('bad-config', `${command.id} lacks its ${missing.name}.`, `Write ${whole}.`);
  const extra = args[command.args.length];
  if (extra === undefined) return;
  throw new WorkbenchError('bad-config', `${JSON.stringify(extra)} is one word too many.`, `Write ${whole}.`);
}
