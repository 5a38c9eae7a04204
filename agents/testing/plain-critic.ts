import { z } from 'zod';
import { criticFields } from '../nets/critic-config.ts';

/** The critic of the paper. */
export const plainCritic = z.object(criticFields()).parse({});
