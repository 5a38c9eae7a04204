import { groupsOf } from './command.ts';
import type { Command } from './command.ts';
import { describeLimits } from './flag-value.ts';
import { flagsOf, spelling } from './flags.ts';
import type { Flag } from './flags.ts';

/** Help on all commands, wrapped to `width` columns. */
export function overview(commands: readonly Command[], width: number): string {
  return [
    'aql-workbench COMMAND …',
    section(
      'Commands',
      commands.map((command) => [usage(command), command.summary]),
      width,
    ),
    'aql-workbench COMMAND --help tells the flags of a command.',
    'RUN is the id of a run, the beginning of one, or `latest`.',
  ].join('\n\n');
}

/** Help on one command. @param words what was typed after it: flags may depend on it. */
export function commandHelp(command: Command, words: readonly string[], width: number): string {
  const flags = flagsOf(groupsOf(command, words));
  const [own, ...further] = new Set(flags.map((flag) => flag.group.title));
  const parts = [
    `aql-workbench ${usage(command)} [FLAG …]`,
    command.summary,
    command.args.length > 0 &&
      section(
        'Arguments',
        command.args.map((argument) => [argument.name, argument.description]),
        width,
      ),
    ...[...further, own!].map((title) =>
      flagSection(
        title,
        flags.filter((flag) => flag.group.title === title),
        width,
      ),
    ),
    command.examples.length > 0 && `Examples\n${command.examples.map((example) => `  ${example}`).join('\n')}`,
  ];
  return parts.filter((part) => part !== false).join('\n\n');
}

/** The command's name with its arguments. */
export function usage(command: Command): string {
  return [command.id, ...command.args.map((argument) => argument.name)].join(' ');
}

/** What a flag does. */
export function describeEffect({ description, domain, ...flag }: Flag): string {
  return domain.type === 'boolean' && flag.default === true ? `Switch this off: ${description}` : description;
}

/** What a flag does, the limits of its value, and its default. */
function describeFlag(flag: Flag): string {
  const { domain } = flag;
  if (domain.type === 'boolean') return describeEffect(flag);
  const notes = [describeLimits(domain), flag.default !== undefined && `default ${String(flag.default)}`].filter(
    Boolean,
  );
  return notes.length === 0 ? flag.description : `${flag.description} (${notes.join('; ')})`;
}

function flagSection(title: string, flags: readonly Flag[], width: number): string {
  return section(
    title,
    flags.map((flag) => [spelling(flag), describeFlag(flag)]),
    width,
  );
}

const LEFT_WIDTH = 28;

/** Two columns: what to write, and what it means. A long left side gets a line of its own. */
function section(title: string, rows: readonly (readonly [string, string])[], width: number): string {
  const left = Math.min(LEFT_WIDTH, Math.max(...rows.map(([name]) => name.length)) + 2);
  const lines = rows.flatMap(([name, meaning]) => {
    const [first = '', ...rest] = wrap(meaning, Math.max(20, width - left - 2));
    const start =
      name.length < left ? [`  ${name.padEnd(left)}${first}`] : [`  ${name}`, `  ${' '.repeat(left)}${first}`];
    return [...start, ...rest.map((line) => `  ${' '.repeat(left)}${line}`)];
  });
  return [title, ...lines].join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
