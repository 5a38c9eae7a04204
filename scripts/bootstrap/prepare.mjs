import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { parts } from '../build/parts.mjs';
import { checkNode, pinnedNode } from './pinned-node.mjs';
import { Stop } from './stop.mjs';

/** The repository's folder, with a separator at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Installs the dependencies and builds, each only if missing or older than what it is made from. */
export async function prepare() {
  checkNode();
  // npm writes its own copy of the lock file last: it is there only after a complete installation.
  if (isStale('node_modules/.package-lock.json', ['package-lock.json'])) await install(root);
  const stale = Object.entries(parts).filter(([, { proof, sources }]) => isStale(proof, sources.flatMap(filesOf)));
  if (stale.length > 0) build(stale.map(([part]) => part));
}

function isStale(output, sources) {
  const built_ms = modified_ms(output);
  return built_ms === undefined || sources.some((source) => modified_ms(source) > built_ms);
}

function modified_ms(path) {
  return statSync(root + path, { throwIfNoEntry: false })?.mtimeMs;
}

/** A file is itself; a folder with an ending is the files in it that end so. */
function filesOf(source) {
  if (typeof source === 'string') return [source];
  const [folder, ending] = source;
  return readdirSync(root + folder, { recursive: true })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path}`);
}

function build(names) {
  const args = ['scripts/build.mjs', ...names];
  const { status, stdout, stderr } = spawnSync(pinnedNode(), args, { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  throw new Stop(`The build failed:\n\n${stdout}${stderr}\nCorrect that, then run the same command again.`);
}
