import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { engineChoiceSchema, runStatusSchema } from '../../contracts/run.ts';
import { replaceDurably } from './durable-files.ts';
import { damagedFile } from './storage-errors.ts';

/** A run's line of the catalogue as kept in its own folder, so that the catalogue can be rebuilt. */
const runFileSchema = z.object({
  name: z.string(),
  tags: z.array(z.string()).readonly().default([]),
  status: runStatusSchema,
  message: z.string(),
  createdAt: z.iso.datetime(),
  config: z.unknown(),
  environmentSteps: z.int().min(0),
  updates: z.int().min(0),
  wall_s: z.number().min(0),
  bestScore: z.number().nullable(),
  engines: engineChoiceSchema.nullable().default(null),
});
export type RunFile = z.infer<typeof runFileSchema>;

/** Writes `run.json`, replacing it in one step. */
export function writeRunFile(folder: string, run: RunFile): void {
  replaceDurably(runFile(folder), JSON.stringify(runFileSchema.parse(run), null, 2) + '\n');
}

/** @throws WorkbenchError `damaged` naming the file. */
export function readRunFile(folder: string): RunFile {
  try {
    return runFileSchema.parse(JSON.parse(readFileSync(runFile(folder), 'utf8')));
  } catch (error) {
    throw damagedFile(runFile(folder), 'it does not describe a run', { cause: error });
  }
}

const runFile = (folder: string): string => join(folder, 'run.json');
