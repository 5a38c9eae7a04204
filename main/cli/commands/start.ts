import { z } from 'zod';
import { commonOptions, defineCommand } from '../command.ts';
import { findDesktop } from '../desktop.ts';
import { startInBrowser } from '../start-in-browser.ts';
import { startInDesktop } from '../start-in-desktop.ts';
import { startInTerminal } from '../start-in-terminal.ts';
import { isWindowBuilt } from '../window-files.ts';

export const startCommand = defineCommand({
  id: 'start',
  summary: 'Begin here: opens the window and trains a first policy; goes on with it if it was cut short.',
  args: [],
  options: z.strictObject({
    browser: z.boolean().default(false).describe('Serve the window to a browser of this machine and print its link'),
    port: z.int().min(0).max(65_535).default(0).describe('Port of that link; 0 is any free one'),
    terminal: z.boolean().default(false).describe('No window: train, measure and exit'),
    ...commonOptions,
  }),
  examples: ['aql-workbench start', 'aql-workbench start --browser --port 8080', 'aql-workbench start --terminal'],
  async run({ options, output }) {
    const { browser, data, json, port, terminal } = options;
    if (terminal || json) return startInTerminal(data, output);
    if (!isWindowBuilt()) {
      output.note('The window is not built (`npm run build` does that), so this goes on in the terminal.');
      return startInTerminal(data, output);
    }
    const desktop = browser ? null : await findDesktop(output);
    const exitCode = desktop === null ? null : await startInDesktop(desktop, data, output);
    return exitCode ?? startInBrowser({ data, port }, output);
  },
});
