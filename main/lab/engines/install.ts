import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '../../../agents/tf.ts';
import type { Installable } from '../../../contracts/engines.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { enginesFolder } from './folder.ts';
import { folderBytes } from './folder-bytes.ts';

const LOOK_EVERY_MS = 1_000;

export interface InstallOptions {
  readonly signal: AbortSignal;
  /** @param bytes on disk so far */
  onProgress(bytes: number): void;
}

/**
 * Fetches a binding and its native library into the engines' folder, by npm: the version that belongs to the tfjs of
 * the workbench. What was there before stays as it is if this fails.
 * @throws WorkbenchError `no-answer` without a network, `cancelled`, `unsupported` where npm is missing or the package's
 *   own installation fails
 */
export async function installEngine(name: Installable, { signal, onProgress }: InstallOptions): Promise<void> {
  const folder = enginesFolder();
  const packageName = `@tensorflow/${name}`;
  mkdirSync(folder, { recursive: true });
  // npm runs a package's own installation only where it is allowed.
  const manifest = { name: 'engines', private: true, allowScripts: { [packageName]: true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const target = join(folder, 'node_modules', packageName);
  const look = setInterval(() => onProgress(folderBytes(target)), LOOK_EVERY_MS);
  try {
    await runNpm(['install', `${packageName}@${tf.version_core}`, '--prefix', folder], signal);
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw error;
  } finally {
    clearInterval(look);
  }
}

function runNpm(words: readonly string[], signal: AbortSignal): Promise<void> {
  const flags = [
    '--ignore-scripts=false',
    '--foreground-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
  ];
  const viaNode = process.env['npm_execpath'];
  const [command, first] = viaNode ? [process.execPath, [viaNode]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const npm = spawn(command, [...first, ...words, ...flags], {
      signal,
      shell: !viaNode && process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-20_000)));
    }
    npm.once('error', (error) => reject(failureOf(error.message, signal)));
    npm.once('close', (code) => (code === 0 ? resolve() : reject(failureOf(said, signal))));
  });
}

function failureOf(said: string, { aborted }: AbortSignal): WorkbenchError {
  if (aborted) return new WorkbenchError('cancelled', 'The installation was cancelled.', 'Start it again.');
  if (/ENOENT.*npm|npm.*ENOENT|spawn npm/.test(said)) {
    return new WorkbenchError('unsupported', 'npm was not found.', 'Install Node.js, which brings it, and try again.');
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|E403|socket hang up|tunneling/.test(said)) {
    return new WorkbenchError(
      'no-answer',
      'The installation needs the internet: the package registry and storage.googleapis.com, where TensorFlow lies.',
      'Connect, or set the proxy, and try again. Everything else works without it.',
    );
  }
  const lines = said.split('\n').filter((line) => /error/i.test(line));
  return new WorkbenchError(
    'unsupported',
    `The installation failed: ${(lines[0] ?? said.trim().split('\n').at(-1) ?? '').trim()}`,
    'Choose another engine; the one of the processor is always there.',
  );
}
