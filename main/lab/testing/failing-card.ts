import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Chromium's Vulkan by software. */
const DRIVER = '/usr/lib/chromium/libvk_swiftshader.so';
const SOURCE = fileURLToPath(new URL('./failing-card.c', import.meta.url));

/** Why there is no such card here; null if there is. */
export const noFailingCard = reason();

function reason(): string | null {
  if (!existsSync(DRIVER)) return `no ${DRIVER}`;
  return spawnSync('cc', ['--version']).status === 0 ? null : 'no C compiler';
}

/** As `failing-card.c` takes them. */
export const failures = { end: 1, 'out of memory': -2, 'lost device': -4 } as const;

/** A graphics card, by software, that fails when it is told to. */
export class FailingCard {
  readonly #folder = mkdtempSync(join(tmpdir(), 'aql-failing-card-'));
  readonly #failure = join(this.#folder, 'failure');
  /** What a process needs to compute on this card. */
  readonly environment: Readonly<Record<string, string>>;

  constructor() {
    const library = join(this.#folder, 'failing-card.so');
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, SOURCE, '-ldl']);
    const manifest = join(this.#folder, 'card.json');
    const ICD = { library_path: library, api_version: '1.0.5' };
    writeFileSync(manifest, JSON.stringify({ file_format_version: '1.0.0', ICD }));
    this.environment = { DRIVER, FAILURE: this.#failure, VK_ICD_FILENAMES: manifest };
  }

  fail(how: keyof typeof failures): void {
    writeFileSync(this.#failure, String(failures[how]));
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
