/** Which candidates of a decision are shown as ghosts, and how far into the future. */
import { z } from 'zod';

export const ghostSettingsSchema = z.object({
  /** Control steps for which a ghost's candidate is held. */
  horizon_steps: z.int().min(1).max(50),
  /** Ghosts shown: the best candidates and a spread of the others. */
  ghosts: z.int().min(0).max(32),
});
export type GhostSettings = z.output<typeof ghostSettingsSchema>;
