import { z } from 'zod';

/** The setting for a layer's width. */
export const units = z.int().min(4).max(4096).multipleOf(4, { error: 'must be a multiple of 4 (SIMD lanes)' });
