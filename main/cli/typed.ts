/** A command as the person can type it: through npm if that is how we were started, else by the program's name. */
export function typed(words: string): string {
  const program = process.env['npm_lifecycle_event'] === undefined ? 'aql-workbench' : 'npm run cli --';
  return `${program} ${words}`;
}
