import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { WorkbenchError } from '../../contracts/errors.ts';

export interface StaticFile {
  readonly content: Buffer;
  readonly type: string;
  /** Its name holds a hash of its content: a browser may keep it. */
  readonly isImmutable: boolean;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Reads the files of a folder, by the path under which they are served. A request is looked up here and never turned
 * into a file name, so that no path leads out of the folder.
 * @throws WorkbenchError `damaged` if there is no index.html.
 */
export function readStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map(
    listFiles(folder).map((file) => {
      const path = `/${file.split(sep).join('/')}`;
      const content = readFileSync(join(folder, file));
      const type = types[extname(file)] ?? 'application/octet-stream';
      return [path, { content, type, isImmutable: path.startsWith('/assets/') }];
    }),
  );
  const index = files.get('/index.html');
  if (!index) throw new WorkbenchError('damaged', `There is no window in ${folder}.`, 'Run `npm run build`.');
  return files.set('/', index);
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length)
          .replace(/^[\\/]/, ''),
      );
  } catch {
    return [];
  }
}
