import { centreOf, type ArmDescription, type ArmJoint } from '../../../../contracts/arm-description.ts';
import type { TwinDescription } from '../../../../contracts/arm-twin.ts';
import { toDegrees, toRadians } from '../../../format/joints.ts';

/** A joint as it is being typed: numbers are texts until they are sound. */
export interface JointDraft {
  readonly name: string;
  servoId: string;
  servoModel: string;
  low_deg: string;
  high_deg: string;
  /** Its angle with the servo in the middle of its travel; empty: midway between the limits. */
  centre_deg: string;
  /** In the pose where torque can be released. */
  rest_deg: string;
  speed_degps: string;
  sign: 1 | -1;
  turnsFreely: boolean;
  grips: boolean;
  isPolicys: boolean;
  /** What the form does not ask for stays as it was described. */
  readonly described: ArmJoint | null;
}

export interface ArmDraft {
  title: string;
  /** File URL of the MJCF; empty before one was chosen. */
  twin: string;
  tool: string;
  joints: JointDraft[];
}

export const emptyDraft = (): ArmDraft => ({ title: '', twin: '', tool: '', joints: [] });

/** The draft of an arm that was described. */
export function draftOf({ title, twin, tool, joints, policyJoints, park_rad }: ArmDescription): ArmDraft {
  const drafts = joints.map((joint, j) => ({
    name: joint.name,
    servoId: String(joint.servoId),
    servoModel: joint.servoModel,
    low_deg: degrees(joint.low_rad),
    high_deg: degrees(joint.high_rad),
    centre_deg: joint.centre_rad === undefined ? '' : degrees(joint.centre_rad),
    rest_deg: degrees(park_rad.at(-1)![j]!),
    speed_degps: degrees(joint.maxSpeed_radps),
    sign: joint.sign,
    turnsFreely: joint.turnsFreely,
    grips: joint.grips,
    isPolicys: policyJoints.includes(joint.name),
    described: joint,
  }));
  return { title, twin, tool, joints: drafts };
}

/** A draft for another twin: joints of the same names stay as they were typed, servos are numbered on. */
export function withTwin(draft: ArmDraft, url: string, { joints, sites }: TwinDescription): ArmDraft {
  const kept = joints.map(({ name }) => draft.joints.find((joint) => joint.name === name));
  const fresh = joints.map(({ name, low_rad, high_rad }, j): JointDraft => ({
    name,
    servoId: String(j + 1),
    servoModel: draft.joints[0]?.servoModel ?? 'sts3215',
    low_deg: degrees(low_rad),
    high_deg: degrees(high_rad),
    centre_deg: '',
    rest_deg: degrees((low_rad + high_rad) / 2),
    speed_degps: '143',
    sign: 1,
    turnsFreely: false,
    grips: false,
    isPolicys: true,
    described: null,
  }));
  const tool = [draft.tool, 'tool'].find((name) => sites.includes(name)) ?? sites.at(-1) ?? '';
  return { ...draft, twin: url, tool, joints: fresh.map((joint, j) => kept[j] ?? joint) };
}

/** @param before the description that is edited; null for a new arm, whose id is made of its title */
export function descriptionOf(draft: ArmDraft, id: string, before: ArmDescription | null): ArmDescription {
  const joints = draft.joints.map((joint): ArmJoint => ({
    maxAcceleration_radps2: 30,
    torqueLimit: 0.8,
    maxLead_rad: 0.35,
    ...joint.described,
    name: joint.name,
    servoId: Number(joint.servoId),
    servoModel: joint.servoModel,
    low_rad: radians(joint.low_deg),
    high_rad: radians(joint.high_deg),
    centre_rad: joint.centre_deg.trim() === '' ? undefined : radians(joint.centre_deg),
    maxSpeed_radps: radians(joint.speed_degps),
    sign: joint.sign,
    turnsFreely: joint.turnsFreely,
    grips: joint.grips,
  }));
  const rest_rad = draft.joints.map(({ rest_deg }) => radians(rest_deg));
  return {
    id,
    title: draft.title.trim(),
    joints,
    twin: draft.twin,
    tool: draft.tool,
    policyJoints: draft.joints.filter(({ isPolicys }) => isPolicys).map(({ name }) => name),
    park_rad: [...posesBefore(joints, before), rest_rad],
  };
}

/** Poses on the way to rest that the form does not ask for, while the arm has the same joints. */
function posesBefore(joints: readonly ArmJoint[], before: ArmDescription | null): ArmDescription['park_rad'] {
  const isSame = before?.joints.map(({ name }) => name).join() === joints.map(({ name }) => name).join();
  return before && isSame ? before.park_rad.slice(0, -1) : [];
}

/** Lower case with dashes, and unlike any other. */
export function idFor(title: string, taken: readonly string[]): string {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  const base = plain || 'arm';
  let id = base;
  for (let count = 2; taken.includes(id); count++) id = `${base}-${count}`;
  return id;
}

/** What the twin shows while a field has the focus: a limit alone, or the whole rest; else every joint in its middle. */
export function shownPose(draft: ArmDraft, focus: { name: string; field: keyof JointDraft } | null) {
  const { joints } = descriptionOf(draft, '', null);
  const poses = joints.map((joint, j): [string, number] => {
    const field = focus?.field === 'rest_deg' || joint.name === focus?.name ? focus.field : null;
    if (field === 'low_deg') return [joint.name, joint.low_rad];
    if (field === 'high_deg') return [joint.name, joint.high_rad];
    return [joint.name, field === 'rest_deg' ? radians(draft.joints[j]!.rest_deg) : centreOf(joint)];
  });
  return Object.fromEntries(poses.filter(([, angle_rad]) => Number.isFinite(angle_rad)));
}

/** NaN for what is no number. */
export const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace('−', '-')));
const radians = (text: string): number => toRadians(numberOf(text));
const degrees = (angle_rad: number): string => String(Number(toDegrees(angle_rad).toFixed(2)));
