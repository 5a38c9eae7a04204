import { execFileSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** Why there can be no small disk here; null if there can. Mounting takes Linux and its superuser. */
export const noSmallDisk = findObstacle();

/** A disk of its own, in memory, until the end of the test. */
export class SmallDisk {
  readonly folder = temporaryFolder();

  constructor(bytes: number) {
    mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', this.folder);
    onTestFinished(() => unmount(this.folder));
  }

  makeReadOnly(): void {
    mount('-o', 'remount,ro', this.folder);
  }

  /** Takes all space but `bytes`. */
  fillUpTo(bytes: number): void {
    const { bavail, bsize } = statfsSync(this.folder);
    writeFileSync(join(this.folder, 'filling'), new Uint8Array(bavail * bsize - bytes));
  }
}

function mount(...parameters: string[]): void {
  execFileSync('mount', parameters, { stdio: 'pipe' });
}

function unmount(folder: string): void {
  execFileSync('umount', [folder], { stdio: 'pipe' });
}

function findObstacle(): string | null {
  if (process.platform !== 'linux') return 'mounts a tmpfs, which only Linux has';
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'pipe' });
    return null;
  } catch {
    return 'mounts a tmpfs, which this user may not';
  }
}
