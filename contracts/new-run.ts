import { z } from 'zod';

const values = z.record(z.string(), z.unknown());

/** What a person fills in; the rest comes from the task's suggestions and the defaults. */
export const newRunSchema = z.object({
  name: z.string().max(200).optional(),
  task: z.string(),
  agent: z.string().optional(),
  taskConfig: values.optional(),
  agentConfig: values.optional(),
  /** Fields of the run's own configuration. */
  run: values.optional(),
});
export type NewRun = z.input<typeof newRunSchema>;
