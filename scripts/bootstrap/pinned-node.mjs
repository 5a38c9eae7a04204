import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Stop } from './stop.mjs';

/** The oldest Node that can install and bootstrap, as [major, minor]. */
const OLDEST = [20, 19];
/** The major version that runs TypeScript and has SQLite inside. */
const PINNED = 24;

/** @throws Stop if this Node is too old even to bootstrap. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new Stop(
    `This is Node ${version}; AQL Workbench needs ${OLDEST.join('.')} or newer. ` +
      `Install Node ${PINNED} from https://nodejs.org, then run the same command again.`,
  );
}

/** Path of the Node that everything runs on: the one installed as a dependency, else this one if it is new enough. */
export function pinnedNode() {
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of [`node-${platform}`, `node-bin-${platform}`]) {
    const path = fileURLToPath(new URL(`../../node_modules/${name}/bin/${executable}`, import.meta.url));
    if (existsSync(path)) return path;
  }
  if (Number.parseInt(process.versions.node, 10) >= PINNED) return process.execPath;
  throw new Stop(
    `There is no bundled Node ${PINNED} for ${platform}, and this one is ${process.versions.node}. ` +
      `Install Node ${PINNED} from https://nodejs.org, then run the same command again.`,
  );
}
