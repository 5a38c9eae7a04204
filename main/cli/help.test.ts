import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from './command.ts';
import { commandHelp, overview } from './help.ts';

const command = defineCommand({
  id: 'train',
  summary: 'Train an agent.',
  args: [{ name: 'TASK', description: 'What to learn' }],
  options: z.strictObject({
    seed: z.int().min(0).max(10).default(1).describe('Seed of every random number'),
    stopWhenSolved: z.boolean().default(true).describe('End as soon as it is solved'),
    out: z.string().optional().meta({ description: 'Where to', placeholder: 'FILE' }),
  }),
  extra: (words) =>
    words.includes('reach')
      ? [
          {
            title: 'Task',
            prefix: 'task',
            schema: z.strictObject({ radius_m: z.number().default(0.1) }),
            defaults: { radius_m: 0.2 },
          },
        ]
      : [],
  examples: ['aql-workbench train reach'],
  run: async () => 0,
});

describe('commandHelp', () => {
  it('tells each flag with its domain and default', () => {
    expect(commandHelp(command, [], 100)).toBe(
      [
        'aql-workbench train TASK [FLAG …]',
        '',
        'Train an agent.',
        '',
        'Arguments',
        '  TASK  What to learn',
        '',
        'Flags',
        '  --seed N               Seed of every random number (from 0 to 10; default 1)',
        '  --no-stop-when-solved  Switch this off: End as soon as it is solved',
        '  --out FILE             Where to',
        '',
        'Examples',
        '  aql-workbench train reach',
      ].join('\n'),
    );
  });

  it('shows the flags that depend on what was typed, with the defaults that hold there', () => {
    expect(commandHelp(command, ['reach'], 100)).toContain('--radius-m X  (default 0.2)');
  });

  it.each([40, 60, 80])('keeps within %i columns', (width) => {
    const lines = `${commandHelp(command, ['reach'], width)}\n${overview([command], width)}`.split('\n');
    expect(lines.filter((line) => line.length > Math.max(width, 60))).toEqual([]);
  });
});
