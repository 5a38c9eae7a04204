import { z } from 'zod';
import type { FlagGroup } from './flags.ts';
import type { Output } from './output.ts';

/** A word that follows the command's name. */
export interface Argument {
  /** In capitals, as help writes it. */
  readonly name: string;
  readonly description: string;
}

/** What a command is called with. */
export interface Invocation<O> {
  /** One word per declared argument. */
  readonly args: readonly string[];
  readonly options: O;
  /** What was set of the extra groups, by their prefix; no defaults. */
  readonly extra: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly output: Output;
}

/** A command, listed in `commands/index.ts`. */
export interface Command<O extends z.ZodObject = z.ZodObject> {
  /** The word typed. */
  readonly id: string;
  readonly summary: string;
  readonly args: readonly Argument[];
  /** Its flags, one per field. */
  readonly options: O;
  /** Further groups of flags, which may depend on the words typed. */
  extra?(words: readonly string[]): readonly FlagGroup[];
  readonly examples: readonly string[];
  /** @returns the exit code. */
  run(invocation: Invocation<z.output<O>>): Promise<number>;
}

/** Declares a command, inferring the types of its options. */
export function defineCommand<O extends z.ZodObject>(command: Command<O>): Command<O> {
  return command;
}

/** The flags that every command has. */
export const commonOptions = {
  data: z
    .string()
    .optional()
    .meta({ description: 'Folder of the runs, instead of the usual one of this system', placeholder: 'DIR' }),
  json: z.boolean().default(false).describe('One JSON object per line on standard output, and nothing else there'),
};

/** All flag groups of a command, its own first. */
export function groupsOf(command: Command, words: readonly string[]): FlagGroup[] {
  const own: FlagGroup = { title: 'Flags', prefix: command.id, schema: command.options };
  return [own, ...(command.extra?.(words) ?? [])];
}
