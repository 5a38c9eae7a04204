import { computed, onScopeDispose, shallowReactive } from 'vue';

/** Something a person can do from the palette or with keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** As a person reads them: `Alt+P`, `Ctrl+K`. */
  readonly keys?: string;
  run(): unknown;
}

const sources = shallowReactive(new Set<() => readonly Command[]>());

/** Offers commands for as long as the component lives; `commands` may depend on what the component knows. */
export function useCommands(commands: () => readonly Command[]): void {
  sources.add(commands);
  onScopeDispose(() => sources.delete(commands));
}

/** Every command that is offered now. */
export const offeredCommands = computed(() => [...sources].flatMap((commands) => commands()));

/** The keys of an event as they are written in `Command.keys`; Cmd counts as Ctrl. */
export function keysOf({ ctrlKey, metaKey, altKey, shiftKey, code, key }: KeyboardEvent): string {
  // With Alt, some layouts turn letters into symbols: the key's place on the keyboard tells.
  const letter = /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? key;
  return [(ctrlKey || metaKey) && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', letter].filter(Boolean).join('+');
}

/** The commands whose title holds every word, those first whose title begins with the first word. */
export function matchCommands(commands: readonly Command[], search: string): Command[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  const begins = ({ title }: Command) => title.toLowerCase().startsWith(words[0] ?? '');
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}
