import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeDurably } from './durable-files.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { Tensors } from './safetensors.ts';
import { damagedFile } from './storage-errors.ts';

/** Everything that training needs to go on from here. */
export interface Checkpoint {
  readonly environmentSteps: number;
  readonly updates: number;
  readonly tensors: Tensors;
  /** A JSON value (finite numbers only); whoever reads it checks its shape. */
  readonly state: unknown;
}

const contentSchema = z.strictObject({
  environmentSteps: z.int().min(0),
  updates: z.int().min(0),
  /** Of `state.safetensors`. */
  sha256: z.string(),
  state: z.unknown(),
});

/** `checkpoint.json`: the content, and the sha256 of its JSON. */
const fileSchema = z.strictObject({ sha256: z.string(), content: contentSchema });

/** Writes a checkpoint to a folder in one step: a crash at any instant leaves no folder, or the folder whole. */
export function writeCheckpoint(folder: string, { environmentSteps, updates, tensors, state }: Checkpoint): void {
  const temporary = `${folder}.new`;
  rmSync(temporary, { recursive: true, force: true });
  try {
    mkdirSync(temporary);
    const bytes = encodeSafetensors(tensors);
    writeDurably(join(temporary, 'state.safetensors'), bytes);
    const content = { environmentSteps, updates, sha256: sha256(bytes), state };
    const file = { sha256: sha256(JSON.stringify(content)), content };
    writeDurably(join(temporary, 'checkpoint.json'), JSON.stringify(file, null, 2) + '\n');
    syncFolder(temporary);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
  const replaced = `${folder}.old`;
  rmSync(replaced, { recursive: true, force: true });
  if (existsSync(folder)) renameSync(folder, replaced);
  renameSync(temporary, folder);
  syncFolder(join(folder, '..'));
  rmSync(replaced, { recursive: true, force: true });
}

/** @throws WorkbenchError `damaged`, naming the file and what is wrong with it. */
export function readCheckpoint(folder: string): Checkpoint {
  const jsonFile = join(folder, 'checkpoint.json');
  const { environmentSteps, updates, sha256: expected, state } = parseContent(jsonFile);
  const tensorFile = join(folder, 'state.safetensors');
  const bytes = readWhole(tensorFile);
  if (sha256(bytes) !== expected) throw damagedFile(tensorFile, 'its content has changed (sha256)');
  return { environmentSteps, updates, tensors: decodeSafetensors(bytes, tensorFile), state };
}

function parseContent(file: string): z.infer<typeof contentSchema> {
  const text = readWhole(file).toString('utf8');
  try {
    const { sha256: expected, content } = fileSchema.parse(JSON.parse(text));
    if (sha256(JSON.stringify(content)) === expected) return content;
  } catch (error) {
    throw damagedFile(file, 'it does not describe a checkpoint', { cause: error });
  }
  throw damagedFile(file, 'its content has changed (sha256)');
}

function readWhole(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw damagedFile(file, code === 'ENOENT' ? 'it is missing' : `it cannot be read (${code})`, { cause: error });
  }
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
