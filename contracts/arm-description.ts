/** An arm as data: what a person enters for an arm of their own, and what the built-in ones are. */
import { z } from 'zod';

const name = z.string().min(1).max(50);

export const armJointSchema = z
  .strictObject({
    name: name.describe("The joint's name, in the twin and for the policy"),
    servoId: z.int().min(1).max(252),
    servoModel: name.describe('As the tables of servos name it, such as sts3215'),
    low_rad: z.number(),
    high_rad: z.number(),
    /** 1 where the servo's count rises with the joint's angle, if it is mounted as usual. */
    sign: z.literal([1, -1]).default(1),
    /** The joint's angle with the servo in the middle of its travel; default: midway between the limits. */
    centre_rad: z.number().optional(),
    /** Nothing stops it within a turn: a sweep from end to end has no meaning. */
    turnsFreely: z.boolean().default(false),
    /** It is made to push: standing still against something is no fault. */
    grips: z.boolean().default(false),
    maxSpeed_radps: z.number().positive().max(20).default(2.5),
    maxAcceleration_radps2: z.number().positive().max(500).default(30),
    /** Share of the servo's full torque. */
    torqueLimit: z.number().positive().max(1).default(0.8),
    /** How far a goal may be ahead of the joint: a servo pushes the harder the further. */
    maxLead_rad: z.number().positive().max(1).default(0.35),
  })
  .refine((joint) => joint.low_rad < joint.high_rad, { error: 'low_rad must be below high_rad' });
export type ArmJoint = Readonly<z.output<typeof armJointSchema>>;

export const armDescriptionSchema = z
  .strictObject({
    /** Lower case with dashes. */
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'letters, digits and dashes only'),
    title: z.string().min(1).max(100),
    /** From the base on. */
    joints: z.array(armJointSchema).min(1).max(16).readonly(),
    /** File URL of the MJCF that looks ahead: it has the joints by name, and the table. */
    twin: z.url({ protocol: /^file$/ }),
    /** The site of the twin that is the tool. */
    tool: name.default('tool'),
    /** The joints that a policy moves, in its order. */
    policyJoints: z.array(name).min(1).readonly(),
    /** Poses (rad, in the joints' order) on the way to rest; in the last one, torque can be released. */
    park_rad: z.array(z.array(z.number()).readonly()).min(1).readonly(),
  })
  .superRefine(({ joints, policyJoints, park_rad }, context) => {
    const report = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (new Set(joints.map(({ name }) => name)).size < joints.length) report(['joints'], 'two have the same name');
    if (new Set(joints.map(({ servoId }) => servoId)).size < joints.length) report(['joints'], 'two have the same id');
    policyJoints.forEach((name, i) => {
      if (!joints.some((joint) => joint.name === name)) report(['policyJoints', i], 'no joint has this name');
    });
    park_rad.forEach((pose, i) => {
      const fits = ({ low_rad, high_rad }: ArmJoint, j: number) => pose[j]! >= low_rad && pose[j]! <= high_rad;
      if (pose.length !== joints.length || !joints.every(fits))
        report(['park_rad', i], `needs ${joints.length} angles within the limits`);
    });
  });
export type ArmDescription = Readonly<z.output<typeof armDescriptionSchema>>;

/** The angle with the servo in the middle of its travel. */
export function centreOf({ centre_rad, low_rad, high_rad }: ArmJoint): number {
  return centre_rad ?? (low_rad + high_rad) / 2;
}
