import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MainModule } from '@mujoco/mujoco';
import { WorkbenchError } from '../../contracts/errors.ts';

/** Attributes that name a folder of assets, and those that name one of its files. */
const FOLDER = /\b(?:meshdir|texturedir|assetdir)="([^"]*)"/g;
const ASSET = /<(?:mesh|texture|hfield|skin)\b[^>]*?\bfile="([^"]+)"/g;
const INCLUDE = /<include\s+file="([^"]+)"/g;

/**
 * MuJoCo sees only its in-memory file system: gives it an MJCF, what that includes, and the meshes and pictures of all of
 * them, where MuJoCo looks for them. A file that is not where it is said to be is taken from beside the MJCF. A missing
 * asset is left for MuJoCo to name.
 * @throws WorkbenchError `bad-model` if the MJCF or an include cannot be read
 */
export function copyModelFiles(mujoco: MainModule, url: URL): void {
  const xmls = readWithIncludes(url);
  for (const [path, xml] of xmls) write(mujoco, path, xml);

  const all = [...xmls.values()].join('\n');
  const folders = new Set(['.', ...namesIn(all, FOLDER)]);
  for (const asset of namesIn(all, ASSET)) {
    for (const folder of folders) {
      const asked = new URL(asset, new URL(`${folder}/`, url));
      const found = foundAt(asked, url);
      if (found) write(mujoco, asked.pathname, readFileSync(found));
    }
  }
}

/** By path, the MJCF first. */
function readWithIncludes(url: URL, main = url, xmls = new Map<string, string>()): Map<string, string> {
  if (xmls.has(url.pathname)) return xmls;
  const xml = readModelFile(foundAt(url, main) ?? url);
  xmls.set(url.pathname, xml);
  for (const file of namesIn(xml, INCLUDE)) readWithIncludes(new URL(file, main), main, xmls);
  return xmls;
}

/** Where a file is: as asked, or beside the main MJCF; null if in neither place. */
function foundAt(asked: URL, main: URL): URL | null {
  const beside = new URL(asked.pathname.slice(asked.pathname.lastIndexOf('/') + 1), main);
  return [asked, beside].find((place) => existsSync(place)) ?? null;
}

function namesIn(xml: string, pattern: RegExp): string[] {
  return [...xml.matchAll(pattern)].map(([, name]) => name!);
}

function write(mujoco: MainModule, path: string, content: string | Uint8Array): void {
  mujoco.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')), 0o777);
  mujoco.FS.writeFile(path, content);
}

function readModelFile(url: URL): string {
  try {
    return readFileSync(url, 'utf8');
  } catch (error) {
    throw new WorkbenchError(
      'bad-model',
      `Cannot read the model file ${fileURLToPath(url)}: ${error instanceof Error ? error.message : String(error)}`,
      'Check the path, and that the file may be read.',
      { cause: error },
    );
  }
}
