import { forward } from './forward.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { prepare, root } from './prepare.mjs';
import { Stop } from './stop.mjs';

const nodeOptions = [
  // Type stripping and node:sqlite are still marked experimental in Node 24; people need no warning of that.
  '--disable-warning=ExperimentalWarning',
  // V8's four helpers would crowd the cores that train; one compiles and collects as much.
  '--v8-pool-size=1',
];

/** Prepares the repository, then runs `file` (relative to its root; none: nothing) and exits as it did. */
export async function launch(file, args) {
  try {
    await prepare();
    if (!file) return;
    process.exitCode = await forward(pinnedNode(), [...nodeOptions, root + file, ...args]);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
