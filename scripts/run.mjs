/**
 * `node scripts/run.mjs FILE [ARGUMENT…]`: runs a script of this repository on the pinned Node, after installing and
 * building whatever is missing, so that a fresh clone needs no other step. Without FILE it only prepares.
 */
import { launch } from './bootstrap/launch.mjs';

const [file, ...args] = process.argv.slice(2);
launch(file, args);
