/** Engines as a window sees them: which work here, what they take, and how to have those that are missing. */
import { z } from 'zod';
import { method, none } from './api-schema.ts';
import { newRunSchema } from './new-run.ts';
import { engineChoiceSchema, engineIds } from './run.ts';

/** What can be fetched: TensorFlow for NVIDIA cards, or for the processor alone. */
export const installable = ['tfjs-node-gpu', 'tfjs-node'] as const;
export type Installable = (typeof installable)[number];

/** Why an engine does not compute here, and the way out; `install` is what to fetch for it. */
const unavailableSchema = z.object({
  reason: z.string(),
  remedy: z.string(),
  install: z.enum(installable).optional(),
});
export type Unavailable = z.output<typeof unavailableSchema>;

/** On what an engine computes here, or why it does not. */
export const availabilitySchema = z.union([z.object({ device: z.string(), version: z.string() }), unavailableSchema]);
export type Availability = z.output<typeof availabilitySchema>;

/** What an engine takes for a run's programs: medians of a few runs on made-up data. */
export const engineFiguresSchema = z.object({
  /** One update of the learner. */
  learning_ms: z.number(),
  /** One step of a thread's environments; null if the engine cannot act. */
  acting_ms: z.number().nullable(),
});
export type EngineFigures = z.output<typeof engineFiguresSchema>;

/** What was seen of an engine; no figures where nothing was measured. */
export const engineFindingSchema = z.object({
  engine: z.enum(engineIds),
  availability: availabilitySchema,
  figures: engineFiguresSchema.nullable(),
});
export type EngineFinding = z.output<typeof engineFindingSchema>;

/** What is known of every engine for a run such as the one asked about. */
export const engineAdviceSchema = z.object({
  findings: z.array(engineFindingSchema),
  /** What `auto` takes: the fastest of them; null while it would have to measure first. */
  auto: engineChoiceSchema.nullable(),
});
export type EngineAdvice = z.output<typeof engineAdviceSchema>;

export const engineApi = {
  /** Looks which engines can compute here: each is tried once, in a process of its own. */
  surveyEngines: method(z.tuple([]), z.array(engineFindingSchema)),
  /** The same, with the figures that are remembered for runs such as this one. */
  adviseEngines: method(z.tuple([newRunSchema]), engineAdviceSchema),
  /** Measures this run's programs on every engine, and remembers. @throws `busy` while a run trains, `cancelled` once one does */
  measureEngines: method(z.tuple([newRunSchema]), engineAdviceSchema),
  /** Fetches what an engine needs. @throws `busy`, `cancelled`, `no-answer` without a network, `unsupported` */
  installEngine: method(z.tuple([z.enum(installable)]), none),
  /** Ends what is measured or fetched at the moment, if anything is: it then fails as `cancelled`. */
  cancelEngineWork: method(z.tuple([]), none),
};

/** What the lab does for engines at this moment, for any window: how far it is. */
export interface EngineWorkFrame {
  readonly kind: 'engine-work';
  readonly work: EngineWork | null;
}
export type EngineWork =
  | { readonly type: 'measuring'; readonly engine: (typeof engineIds)[number] }
  | { readonly type: 'installing'; readonly package: Installable; readonly bytes: number };
