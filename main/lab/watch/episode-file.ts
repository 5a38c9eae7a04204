import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { structured } from '../../../contracts/api-schema.ts';
import { episodeSummarySchema } from '../../../contracts/lab-api.ts';
import { decodeMessage, encodeMessage } from '../../../contracts/rpc/codec.ts';
import type { EnvironmentState } from '../../../sims/environment.ts';
import { replaceDurably } from '../../runs/durable-files.ts';
import { damagedFile } from '../../runs/storage-errors.ts';

/** What was seen of an arm at a time step. */
export interface ArmMoment {
  /** Whether the policy acted; if not, the arm braked at its target. */
  readonly acted: boolean;
  /** Where the bodies of the scene were, and were told to be (null without torque), [bodies · POSE_FLOATS]. */
  readonly measured: Float32Array;
  readonly commanded: Float32Array | null;
}

/**
 * An episode as it is kept: not what was seen, but what it follows from. Seed, policy and states give every decision
 * again. How an arm really moved follows from nothing.
 */
const recordSchema = z.strictObject({
  summary: episodeSummarySchema,
  seed: z.int().min(0),
  exploring: z.boolean(),
  /** Hash of the policy's parameters, which are in a file of their own. */
  policy: z.string().regex(/^[0-9a-f]{64}$/),
  /** The environment at every time step, from the first to the last. */
  states: z.array(structured<EnvironmentState>()).min(1),
  /** Of an episode on an arm, beside every state. */
  arm: z.array(structured<ArmMoment>()).nullable().default(null),
});
export type EpisodeRecord = z.output<typeof recordSchema>;

/** A file holds the SHA-256 of what follows it: the record, as MessagePack. */
const HASH_BYTES = 32;

export function writeEpisodeFile(file: string, record: EpisodeRecord): void {
  const body = encodeMessage(record);
  replaceDurably(file, Buffer.concat([sha256(body).digest(), body]));
}

/** @throws WorkbenchError `damaged`, naming the file. */
export function readEpisodeFile(file: string): EpisodeRecord {
  const bytes = readFile(file);
  const body = bytes.subarray(HASH_BYTES);
  if (!sha256(body).digest().equals(bytes.subarray(0, HASH_BYTES))) throw damagedFile(file, 'its content has changed');
  const record = recordSchema.safeParse(decodeMessage(body));
  if (record.success) return record.data;
  throw damagedFile(file, 'it does not describe an episode', { cause: record.error });
}

/** The name that a policy's parameters go by. */
export function policyHash(parameters: Float32Array): string {
  return sha256(bytesOf(parameters)).digest('hex');
}

export function writePolicyFile(file: string, parameters: Float32Array): void {
  replaceDurably(file, bytesOf(parameters));
}

/** @throws WorkbenchError `damaged`, naming the file, if it is not what `hash` says. */
export function readPolicyFile(file: string, hash: string): Float32Array {
  const bytes = readFile(file);
  if (sha256(bytes).digest('hex') !== hash) throw damagedFile(file, 'its content has changed');
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw damagedFile(file, 'it cannot be read', { cause: error });
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes);
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength);
