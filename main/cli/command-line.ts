import { WorkbenchError } from '../../contracts/errors.ts';
import type { ErrorCode } from '../../contracts/errors.ts';
import { version } from './version.ts';
import type { Command } from './command.ts';
import { commandHelp, overview } from './help.ts';
import { INTERRUPTED_EXIT_CODE } from './interrupt.ts';
import { choose } from './nearest.ts';
import { Output } from './output.ts';
import { parse } from './parse.ts';

const FAILURE = 1;
const exitCodes: Partial<Record<ErrorCode, number>> = {
  'bad-config': 2,
  'unknown-name': 2,
  cancelled: INTERRUPTED_EXIT_CODE,
};

/**
 * Runs what the words of a command line ask for.
 * @returns the exit code: 0 fine, 1 failed, 2 wrongly asked, 130 interrupted.
 */
export async function runCommandLine(commands: readonly Command[], words: readonly string[]): Promise<number> {
  const output = new Output(words.includes('--json'));
  try {
    return await dispatch(commands, words, output);
  } catch (thrown) {
    const error = WorkbenchError.from(thrown);
    output.error(error);
    return exitCodes[error.code] ?? FAILURE;
  }
}

async function dispatch(commands: readonly Command[], words: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = words;
  if (name === '--version') {
    output.result({ version }, version);
    return 0;
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    if (rest[0] !== undefined) return dispatch(commands, [rest[0], '--help'], output);
    output.text(overview(commands, output.width));
    return name === undefined ? 2 : 0;
  }
  const command = choose('command', name, commands);
  if (rest.includes('--help') || rest.includes('-h')) {
    output.text(commandHelp(command, rest, output.width));
    return 0;
  }
  const { args, values } = parse(command, rest);
  const { [command.id]: own, ...extra } = values;
  return command.run({ args, options: command.options.parse(own), extra, output });
}
