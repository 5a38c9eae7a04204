import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
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
export function readStaticFiles(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  if (existsSync(folder)) collect(folder, '', files);
  const index = files.get('/index.html');
  if (!index) throw new WorkbenchError('damaged', `There is no window in ${folder}.`, 'Run `npm run build`.');
  return files.set('/', index);
}

function collect(folder: string, path: string, files: Map<string, StaticFile>): void {
  for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
    const name = `${path}/${entry.name}`;
    if (entry.isDirectory()) collect(folder, name, files);
    else {
      const type = types[extname(name)] ?? 'application/octet-stream';
      files.set(name, { content: readFileSync(join(folder, name)), type, isImmutable: name.startsWith('/assets/') });
    }
  }
}
