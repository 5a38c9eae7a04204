import { forward } from './forward.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { prepare, root } from './prepare.mjs';
import { Stop } from './stop.mjs';

/** Prepares the repository, then runs `file` (relative to its root; none: nothing) and exits as it did. */
export async function launch(file, args) {
  try {
    await prepare();
    if (!file) return;
    // Type stripping and node:sqlite are still marked experimental in Node 24; people need no warning of that.
    process.exitCode = await forward(pinnedNode(), ['--disable-warning=ExperimentalWarning', root + file, ...args]);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
