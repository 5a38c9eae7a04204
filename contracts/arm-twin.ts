/** What a person chooses from who describes an arm of their own: the parts of its twin, and servo types. */
import { z } from 'zod';
import { structured } from './api-schema.ts';
import type { SceneDescription } from './scene.ts';

/** A message to the host is small: a file comes in pieces of at most so many bytes. */
export const TWIN_PIECE_bytes = 48_000;
/** Of one file. */
export const TWIN_FILE_bytes = 64_000_000;

/** Where a piece of one of a twin's files belongs: its MJCF, what that includes, meshes. All lie in one folder. */
export const twinPieceSchema = z.strictObject({
  /** Chosen by whoever sends it; the twin's folder. */
  twin: z.uuid(),
  file: z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_ .+()-]{0,99}$/u, 'a plain file name'),
  /** Pieces come in order, from 0 on. */
  offset_bytes: z.int().min(0).max(TWIN_FILE_bytes),
  bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= TWIN_PIECE_bytes, 'too large a piece'),
});
export type TwinPiece = z.output<typeof twinPieceSchema>;

export const twinDescriptionSchema = z.object({
  /** Its hinges, from the base on; a joint without limits turns by half a turn each way. */
  joints: z.array(z.object({ name: z.string(), low_rad: z.number(), high_rad: z.number() })),
  /** Each can be the tool. */
  sites: z.array(z.string()),
  scene: structured<SceneDescription>(),
});
export type TwinDescription = z.output<typeof twinDescriptionSchema>;

/** A servo that can be driven. Those of one arm share a cable, so they speak one protocol. */
export const servoTypeSchema = z.object({ id: z.string(), title: z.string(), protocol: z.string() });
export type ServoType = z.output<typeof servoTypeSchema>;
