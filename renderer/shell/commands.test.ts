import { expect, it } from 'vitest';
import { keysOf, matchCommands, type Command } from './commands.ts';

const command = (title: string): Command => ({ id: title, title, run: () => {} });
const commands = ['Open the runs', 'New run', 'Run again'].map(command);

it.each([
  ['run', ['Run again', 'Open the runs', 'New run']],
  ['RUN new', ['New run']],
  ['', ['Open the runs', 'New run', 'Run again']],
  ['nothing', []],
])('%j finds %j', (search, titles) => {
  expect(matchCommands(commands, search).map(({ title }) => title)).toEqual(titles);
});

it('names keys as people read them, whatever the layout makes of them', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  const keys = (event: object) => keysOf({ ...plain, ...event } as KeyboardEvent);
  expect(keys({ metaKey: true, code: 'KeyK', key: 'k' })).toBe('Ctrl+K');
  expect(keys({ altKey: true, code: 'KeyP', key: 'π' })).toBe('Alt+P');
  expect(keys({ altKey: true, code: 'Digit1', key: '¡' })).toBe('Alt+1');
  expect(keys({ code: 'Escape', key: 'Escape' })).toBe('Escape');
});
