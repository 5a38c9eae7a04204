/** What passes between a lab and a window, encoded by `codec.ts`: birpc's questions and answers, frames and their receipts. */
import { z } from 'zod';
import { structured } from '../api-schema.ts';
import type { ErrorData } from '../errors.ts';
import type { ArmStreamFrame } from '../arm-api.ts';
import type { StreamFrame } from '../stream.ts';

/** What a host streams to a window. */
export type HostFrame = StreamFrame | ArmStreamFrame;

/** Without an id `i`, nobody waits for an answer. */
const question = z.object({
  t: z.literal('q'),
  i: z.string().max(100).optional(),
  m: z.string(),
  a: z.array(z.unknown()),
});
const answer = z.object({
  t: z.literal('s'),
  i: z.string(),
  r: z.unknown().optional(),
  e: structured<ErrorData>().optional(),
});
const frame = z.object({ t: z.literal('frame'), key: z.string(), frame: structured<HostFrame>() });
/** The window has dealt with the frame of this key: the next may come. */
const receipt = z.object({ t: z.literal('receipt'), key: z.string() });

export const messageToLab = z.discriminatedUnion('t', [question, receipt]);
export const messageToWindow = z.discriminatedUnion('t', [answer, frame]);
export type MessageToLab = z.output<typeof messageToLab>;
export type MessageToWindow = z.output<typeof messageToWindow>;

/** A window's questions are small; what a lab sends is trusted. */
export const LIMITS_TO_LAB = { bytes: 65_536, entries: 1_000 };

/** What a frame tells of; the next frame of the same key comes when this one has been dealt with. */
export function frameKey(frame: HostFrame): string {
  if (frame.kind === 'run') return `run ${frame.run} ${frame.event.type}`;
  return frame.kind === 'evaluating' ? `evaluating ${frame.run}` : frame.kind;
}

/** Whether a frame adds to those of its key before it (a row of metrics does), rather than taking their place. */
export function isNews(frame: HostFrame): boolean {
  return frame.kind === 'recorded' || (frame.kind === 'run' && frame.event.type !== 'progress');
}
