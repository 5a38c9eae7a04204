import { commands } from './commands/index.ts';
import { runCommandLine } from './command-line.ts';

// A reader that closes early (`… | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(commands, process.argv.slice(2));
