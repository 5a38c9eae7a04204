/**
 * What a window may ask of the arm host; checked on both sides as `lab-api.ts` is. Whoever moves the arm calls at least
 * every 50 ms (`alive` if there is nothing else to say), or the arm brakes.
 */
import { z } from 'zod';
import { method, none, structured } from './api-schema.ts';
import { armCalibrationSchema, calibrationEventSchema, type CalibrationPrompt } from './arm-calibration.ts';
import { armDescriptionSchema } from './arm-description.ts';
import { policyNoteSchema } from './arm-log.ts';
import { servoTypeSchema, twinDescriptionSchema, twinPieceSchema } from './arm-twin.ts';
import type { ArmFrame, ArmPosesFrame, ArmTrack } from './arm.ts';
import type { SceneDescription } from './scene.ts';

const name = z.string().min(1).max(200);
const angles_rad = z.array(z.number()).min(1).max(16);

export const serialPortSchema = z.object({
  path: z.string(),
  manufacturer: z.string().nullable(),
  usb: z.object({ vendor: z.string(), product: z.string(), serialNumber: z.string().nullable() }).nullable(),
});

export const connectionSchema = z.object({
  arm: name,
  /** A serial port's path, `tcp://host:port`, or `virtual:` and the id of one of `virtualArms`. */
  address: name,
  baud_bps: z.int().positive().default(1_000_000),
  rate_Hz: z.number().min(20).max(200).default(50),
});
export type Connection = z.output<typeof connectionSchema>;

/** A servo that answered a scan; `model` is null if no table describes it. */
export const foundServoSchema = z.object({ id: z.number(), model: z.string().nullable() });
export type FoundServo = z.output<typeof foundServoSchema>;

export const recordingSummarySchema = z.object({ id: name, duration_s: z.number() });

export const armApi = {
  arms: method(z.tuple([]), z.array(armDescriptionSchema)),
  saveArm: method(z.tuple([armDescriptionSchema]), none),
  removeArm: method(z.tuple([name]), none),
  /** Ids of the arms that people described: those can be edited and removed. */
  ownArms: method(z.tuple([]), z.array(name)),
  /** What the joints of an arm of one's own can have. */
  servoTypes: method(z.tuple([]), z.array(servoTypeSchema)),
  /** Keeps a piece of a twin's file. @returns the file's URL */
  sendTwinPiece: method(z.tuple([twinPieceSchema]), z.url()),
  /** What an MJCF has. @throws `bad-model` */
  describeTwin: method(z.tuple([z.url()]), twinDescriptionSchema),
  /** Where a twin's bodies are, [bodies · POSE_FLOATS], with this tool and some joints at angles, rad. @throws `unknown-name` */
  poseTwin: method(
    z.tuple([z.url(), name, z.record(name, z.number())]),
    z.custom<Float32Array>((value) => value instanceof Float32Array),
  ),
  /** The twin of an arm, to be drawn. */
  scene: method(z.tuple([name]), structured<SceneDescription>()),
  ports: method(z.tuple([]), z.array(serialPortSchema)),
  /** The arms that can be had without hardware, by id. */
  virtualArms: method(z.tuple([]), z.array(name)),
  /** The servos that answer at an address, ids 1 to 20. @throws `busy` while an arm is connected */
  scan: method(z.tuple([connectionSchema]), z.array(foundServoSchema)),
  /** Gives a servo another id. @throws `busy`; `refused` if that id answers already */
  changeId: method(z.tuple([connectionSchema, z.int().min(1).max(252), z.int().min(1).max(252)]), none),

  /** Opens the link; an arm that was calibrated is met, and runs without torque. @throws `busy` while another is connected */
  connect: method(z.tuple([connectionSchema]), none),
  /** Parks, releases, and closes the link. */
  disconnect: method(z.tuple([]), none),

  calibration: method(z.tuple([]), armCalibrationSchema.nullable()),
  /** From now on `calibration` frames tell what to do. */
  calibrate: method(z.tuple([]), none),
  calibrationEvent: method(z.tuple([calibrationEventSchema]), none),
  /** LeRobot's calibration file: its content is taken over into the servos. */
  importCalibration: method(z.tuple([z.string().max(60_000)]), none),
  exportCalibration: method(z.tuple([]), z.string()),

  /** Switches torque on where the arm is. */
  engage: method(z.tuple([]), none),
  hold: method(z.tuple([]), none),
  damp: method(z.tuple([]), none),
  /** @returns whether it came to rest and was released */
  park: method(z.tuple([]), z.boolean()),
  clearFaults: method(z.tuple([]), none),

  /** Leads the joints of a virtual arm to a pose, as a hand would; null lets go. @throws `unsupported` for a real arm */
  lead: method(z.tuple([angles_rad.nullable()]), none),

  /**
   * A person begins a motion in this window. After any stop, and after faults were cleared, what this window sends to
   * move the arm is refused as `cancelled` until then: what was still under way does not move it again.
   */
  begin: method(z.tuple([]), none),
  alive: method(z.tuple([]), none),
  jogJoints: method(z.tuple([angles_rad]), none),
  /** Velocity of the tool, m/s: x forward, z up. */
  jogTool: method(z.tuple([z.tuple([z.number(), z.number(), z.number()])]), none),
  /** The next target of a policy, rad, in the order of its joints; the note goes to the arm's log. */
  policyTarget: method(z.tuple([angles_rad, policyNoteSchema.nullable()]), none),

  teach: method(z.tuple([]), none),
  /** @returns null if nothing was recorded */
  endTeaching: method(z.tuple([]), recordingSummarySchema.nullable()),
  recordings: method(z.tuple([]), z.array(recordingSummarySchema)),
  replay: method(z.tuple([name, z.number().min(0.1).max(2)]), none),

  /** Newest first. */
  logs: method(z.tuple([]), z.array(name)),
  exportLog: method(z.tuple([name, z.enum(['csv', 'mcap'])]), z.instanceof(Uint8Array)),
  /** @throws `unknown-name`, `damaged` */
  logTrack: method(z.tuple([name]), structured<ArmTrack>()),
};
type ArmApiSchemas = typeof armApi;

/** The arm host as a window calls it. */
export type ArmApi = {
  readonly [K in keyof ArmApiSchemas]: (
    ...args: z.input<ArmApiSchemas[K]['args']>
  ) => Promise<z.output<ArmApiSchemas[K]['result']>>;
};

/** A guided calibration, after every event and many times a second. */
export interface CalibrationFrame {
  readonly kind: 'calibration';
  readonly prompt: CalibrationPrompt;
}

/** What is connected. */
export interface ConnectionFrame {
  readonly kind: 'arm-connection';
  readonly arm: string | null;
  readonly address: string | null;
  /** Null if the arm must be calibrated before it can move. */
  readonly calibratedAt: string | null;
  /** Why the last connection ended by itself; null if it did not. */
  readonly lost: string | null;
  /** What a person should know, such as a log that cannot be written. */
  readonly warning: string | null;
}

export type ArmStreamFrame = ArmFrame | ArmPosesFrame | CalibrationFrame | ConnectionFrame;
