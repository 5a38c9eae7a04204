import { armDescriptionSchema } from '../../../../contracts/arm-description.ts';
import type { ServoType } from '../../../../contracts/arm-twin.ts';
import { descriptionOf, numberOf, type ArmDraft, type JointDraft } from './own-draft.ts';

export type JointProblems = Partial<Record<keyof JointDraft, string>>;

/** What is wrong with a draft, field by field. */
export interface DraftProblems {
  readonly title?: string;
  readonly twin?: string;
  readonly tool?: string;
  /** Of no single field. */
  readonly whole?: string;
  readonly joints: readonly JointProblems[];
}

const MAX_JOINTS = 16;

/** Checks a draft as it is typed. @param sites of its twin */
export function problemsOf(draft: ArmDraft, servos: readonly ServoType[], sites: readonly string[]): DraftProblems {
  const joints = draft.joints.map((joint) => jointProblems(joint, draft.joints, servos));
  const areSound = joints.every((problems) => Object.keys(problems).length === 0);
  return {
    ...(draft.title.trim() === '' && { title: 'Give it a name.' }),
    ...(draft.twin === '' && { twin: 'Choose the MJCF of the arm.' }),
    ...(draft.twin !== '' && draft.tool === '' && { tool: noTool(sites) }),
    ...wholeProblem(draft, areSound),
    joints,
  };
}

export function isSound({ joints, ...others }: DraftProblems): boolean {
  return Object.keys(others).length === 0 && joints.every((problems) => Object.keys(problems).length === 0);
}

function noTool(sites: readonly string[]): string {
  return sites.length > 0 ? 'Choose the site that is the tool.' : 'The MJCF has no site: add one where the tool is.';
}

function wholeProblem(draft: ArmDraft, areJointsSound: boolean): { whole?: string } {
  if (draft.twin === '') return {};
  if (draft.joints.length === 0) return { whole: 'Keep at least one joint.' };
  if (draft.joints.length > MAX_JOINTS) return { whole: `At most ${MAX_JOINTS} joints: remove those without a servo.` };
  if (!draft.joints.some(({ isPolicys }) => isPolicys)) return { whole: 'Let a policy move at least one joint.' };
  if (!areJointsSound || draft.title.trim() === '' || draft.tool === '') return {};
  const [issue] = armDescriptionSchema.safeParse(descriptionOf(draft, 'draft', null)).error?.issues ?? [];
  return issue ? { whole: `${issue.path.join(' ')}: ${issue.message}` } : {};
}

function jointProblems(joint: JointDraft, all: readonly JointDraft[], servos: readonly ServoType[]): JointProblems {
  const [id, low, high, rest, speed] = [
    joint.servoId,
    joint.low_deg,
    joint.high_deg,
    joint.rest_deg,
    joint.speed_degps,
  ].map(numberOf) as [number, number, number, number, number];
  const isWithin = (angle: number) => angle >= low && angle <= high;
  const centre = numberOf(joint.centre_deg);
  const problems: [keyof JointDraft, boolean, string][] = [
    ['servoId', !Number.isInteger(id) || id < 1 || id > 252, 'An id from 1 to 252.'],
    ['servoId', all.some((other) => other !== joint && numberOf(other.servoId) === id), 'Another joint has this id.'],
    ['servoModel', isOfAnotherFamily(joint, all, servos), 'Servos of two families cannot share one cable.'],
    ['low_deg', Number.isNaN(low), 'This must be a number.'],
    ['high_deg', Number.isNaN(high), 'This must be a number.'],
    ['high_deg', low >= high, 'This must be above the lower limit.'],
    ['high_deg', high - low > 360, 'A servo turns once: at most 360° above the lower limit.'],
    ['centre_deg', joint.centre_deg.trim() !== '' && !isWithin(centre), 'This must be between the limits, or empty.'],
    ['rest_deg', !isWithin(rest), 'This must be between the limits.'],
    ['speed_degps', !(speed > 0 && speed <= 1145), 'Above 0, and at most 1145 °/s.'],
  ];
  const found: JointProblems = {};
  for (const [field, isWrong, text] of problems) if (isWrong) found[field] ??= text;
  return found;
}

function isOfAnotherFamily(joint: JointDraft, [first]: readonly JointDraft[], servos: readonly ServoType[]): boolean {
  const protocolOf = ({ servoModel }: JointDraft) => servos.find(({ id }) => id === servoModel)?.protocol;
  return first !== undefined && protocolOf(joint) !== protocolOf(first);
}
