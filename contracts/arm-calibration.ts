/** What relates a servo's counts to its joint's angle, found out once per arm. */
import { z } from 'zod';

export const jointCalibrationSchema = z
  .strictObject({
    servoId: z.int().min(1).max(252),
    /** 1 where the servo's count rises with the joint's angle. */
    sign: z.literal([1, -1]),
    /** As the servo keeps it. */
    homingOffset_ticks: z.int(),
    /** Ends of the joint's travel, in counts with the offset applied; their middle is the joint's centre. */
    low_ticks: z.int(),
    high_ticks: z.int(),
  })
  .refine((joint) => joint.low_ticks < joint.high_ticks, { error: 'low_ticks must be below high_ticks' });
export type JointCalibration = Readonly<z.output<typeof jointCalibrationSchema>>;

export const armCalibrationSchema = z.strictObject({
  version: z.literal(1),
  /** Id of the arm's description. */
  arm: z.string().min(1),
  /** Of the arm's USB adapter: ports are renumbered, this is not. */
  serialNumber: z.string().min(1).max(200),
  savedAt: z.iso.datetime(),
  joints: z.record(z.string(), jointCalibrationSchema),
});
export type ArmCalibration = Readonly<z.output<typeof armCalibrationSchema>>;

/** The step that a guided calibration is at. */
export const calibrationSteps = ['centre', 'sweep', 'sign', 'review', 'done', 'cancelled'] as const;

const jointProgressSchema = z.object({
  name: z.string(),
  /** Where its shaft stands within its turn, whatever its homing offset; null before it was heard. */
  position_ticks: z.number().nullable(),
  /** How far it was moved so far, and how far it can move by its description. */
  swept_rad: z.number(),
  expected_rad: z.number(),
  /** Whether the count rises with the angle; null until it is known. */
  sign: z.literal([1, -1]).nullable(),
});

/** What a person is asked to do. */
export const calibrationPromptSchema = z.object({
  step: z.enum(calibrationSteps),
  title: z.string(),
  text: z.string(),
  /** Why the last confirmation was not taken; null if it was. */
  problem: z.string().nullable(),
  /** What the twin shows: a joint that moves towards an angle; null if it shows the centre pose. */
  shown: z.object({ joint: z.string(), towards_rad: z.number() }).nullable(),
  joints: z.array(jointProgressSchema),
});
export type CalibrationPrompt = Readonly<z.output<typeof calibrationPromptSchema>>;

/** What a person does; `redo` goes back to a step, of one joint only if it is named (its sign). */
export const calibrationEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('confirm') }),
  z.object({ type: z.literal('cancel') }),
  z.object({ type: z.literal('redo'), step: z.enum(['centre', 'sweep', 'sign']), joint: z.string().optional() }),
]);
export type CalibrationEvent = Readonly<z.output<typeof calibrationEventSchema>>;
