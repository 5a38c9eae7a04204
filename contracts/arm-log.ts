/** What is kept of a policy's step in the log of the arm that it moves. */
import { z } from 'zod';
import { pointSchema } from './deploy.ts';

export const policyNoteSchema = z.object({
  run: z.string().max(200),
  target_m: pointSchema,
  /** From the tool, as measured, to the target. */
  distance_m: z.number(),
  /** Since the target was placed. */
  step: z.int().min(0),
  /** What the policy holds its action worth: Q, or the logarithm of its own odds. */
  value: z.number(),
  decide_ms: z.number(),
  /** From the joints' measurement, as it arrived, to the command, as it left. */
  latency_ms: z.number(),
});
export type PolicyNote = Readonly<z.output<typeof policyNoteSchema>>;
