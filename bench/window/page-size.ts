import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PAGE_FOLDER } from '../../main/cli/window-files.ts';
import type { Measured } from '../window.ts';

/** Size of the page's scripts and styles, by gzip: of those that it starts with, and of all. */
export function measurePageSize(): Measured {
  const start = startFiles(readFileSync(join(PAGE_FOLDER, 'index.html'), 'utf8'));
  const all = readdirSync(join(PAGE_FOLDER, 'assets')).map((name) => `assets/${name}`);
  const data = { start: sizes_kB(start), all: sizes_kB(all) };
  const describe = ({ js, css }: { js: number; css: number }) =>
    `${js.toFixed(0)} kB of scripts, ${css.toFixed(0)} kB of styles`;
  return { lines: [`to start: ${describe(data.start)}`, `all: ${describe(data.all)}`], data };
}

/** Those that the page names, and with them what is loaded before anything is shown. */
function startFiles(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file]) => file!);
}

function sizes_kB(files: readonly string[]): { js: number; css: number } {
  const ending = (extension: string) =>
    files
      .filter((file) => file.endsWith(extension))
      .reduce((sum, file) => sum + gzipSync(readFileSync(join(PAGE_FOLDER, file))).byteLength / 1000, 0);
  return { js: ending('.js'), css: ending('.css') };
}
