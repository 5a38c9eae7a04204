import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../bench-data/peers', import.meta.url));
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
const bin = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';

/** The Python that peers run on. */
export const PYTHON = `${folder}/${bin}`;

export const hasPeers = (): boolean => existsSync(PYTHON);

/** Makes a virtual environment with what the peers need. It takes Python 3.10 or newer on the path. */
export function installPeers(): void {
  mkdirSync(folder, { recursive: true });
  const python = process.platform === 'win32' ? 'python' : 'python3';
  execFileSync(python, ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(PYTHON, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { stdio: 'inherit' });
}
