/** What the schemas of every API are made of. */
import { z } from 'zod';

export const method = <A extends z.ZodTuple, R extends z.ZodType>(args: A, result: R) => ({ args, result });

/** The result of a method that returns nothing. */
export const none = z.void();

/** Frames, decisions and scenes hold typed arrays: their types are in `stream.ts`, `arm.ts`, `scene.ts`. */
export const structured = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
