import { describe, expect, it } from 'vitest';
import { armDescriptionSchema, type ArmDescription } from '../../../../contracts/arm-description.ts';
import type { ArmApi } from '../../../../contracts/arm-api.ts';
import { TWIN_PIECE_bytes, type TwinPiece } from '../../../../contracts/arm-twin.ts';
import { descriptionOf, draftOf, emptyDraft, idFor, shownPose, withTwin, type JointDraft } from './own-draft.ts';
import { isSound, problemsOf } from './own-problems.ts';
import { sendTwin } from './send-twin.ts';

const SERVOS = [
  { id: 'sts3215', title: 'Feetech STS3215', protocol: 'feetech-sts' },
  { id: 'xl330-m288', title: 'Dynamixel XL330', protocol: 'dynamixel-2' },
];
const TWIN = {
  joints: [
    { name: 'lift', low_rad: -1, high_rad: 2 },
    { name: 'roll', low_rad: -Math.PI, high_rad: Math.PI },
  ],
  sites: ['camera', 'tool'],
  scene: {
    bodies: [],
    geoms: [],
    robotBodies: [],
    tool: null,
    targetBody: null,
    bounds_m: { low: [0, 0, 0], high: [1, 1, 1] },
  },
} as const;
const fresh = () => withTwin({ ...emptyDraft(), title: 'Mine' }, 'file:///arm.xml', structuredClone(TWIN) as never);

function described(): ArmDescription {
  const draft = fresh();
  draft.joints[0]!.isPolicys = false;
  Object.assign(draft.joints[1]!, { sign: -1, centre_deg: '10', turnsFreely: true, servoId: '7' });
  return armDescriptionSchema.parse({
    ...descriptionOf(draft, 'mine', null),
    park_rad: [
      [0, 1],
      [-1, 0],
    ],
  });
}

describe('the draft of an arm', () => {
  it('begins with the joints of its twin, and is sound as soon as it has a name', () => {
    const draft = fresh();
    expect(draft).toMatchObject({ tool: 'tool', joints: [{ servoId: '1', low_deg: '-57.3', rest_deg: '28.65' }, {}] });
    const problems = problemsOf(draft, SERVOS, TWIN.sites);
    expect(isSound(problems)).toBe(true);
    expect(isSound(problemsOf({ ...draft, title: ' ' }, SERVOS, TWIN.sites))).toBe(false);
  });

  it('describes the same arm that it was made of, with the poses on its way to rest', () => {
    const arm = described();
    const again = descriptionOf(draftOf(arm), 'mine', arm);
    expect(again.park_rad[0]).toEqual([0, 1]);
    expect(again.policyJoints).toEqual(['roll']);
    expect(again.joints[1]).toMatchObject({ sign: -1, turnsFreely: true, servoId: 7, torqueLimit: 0.8 });
    for (const [j, joint] of again.joints.entries()) expect(joint.low_rad).toBeCloseTo(arm.joints[j]!.low_rad, 3);
  });

  it('keeps what was typed when another twin has joints of the same names', () => {
    const draft = fresh();
    draft.joints[0]!.low_deg = '-30';
    const other = withTwin(draft, 'file:///b.xml', {
      ...structuredClone(TWIN),
      joints: [TWIN.joints[0]],
      sites: ['tip'],
    } as never);
    expect(other).toMatchObject({ twin: 'file:///b.xml', tool: 'tip', joints: [{ low_deg: '-30' }] });
    expect(other.joints).toHaveLength(1);
  });

  it.each<[string, Partial<JointDraft>, keyof JointDraft]>([
    ['no number', { low_deg: '3o' }, 'low_deg'],
    ['limits upside down', { high_deg: '-90' }, 'high_deg'],
    ['more than a turn', { high_deg: '340' }, 'high_deg'],
    ['an id that another has', { servoId: '2' }, 'servoId'],
    ['an id of no servo', { servoId: '253' }, 'servoId'],
    ['a middle beyond the limits', { centre_deg: '200' }, 'centre_deg'],
    ['a rest beyond the limits', { rest_deg: '-60' }, 'rest_deg'],
    ['no speed', { speed_degps: '0' }, 'speed_degps'],
  ])('names %s at its field', (_, typed, field) => {
    const draft = fresh();
    Object.assign(draft.joints[0]!, typed);
    expect(problemsOf(draft, SERVOS, TWIN.sites).joints[0]).toHaveProperty(field);
  });

  it('refuses servos of two families, and an arm that no policy could move', () => {
    const draft = fresh();
    draft.joints[1]!.servoModel = 'xl330-m288';
    expect(problemsOf(draft, SERVOS, TWIN.sites).joints[1]).toHaveProperty('servoModel');
    draft.joints.forEach((joint) => (joint.isPolicys = false));
    expect(problemsOf(draft, SERVOS, TWIN.sites).whole).toContain('policy');
  });

  it('shows one joint at its limit, the others in their middle; or all at rest', () => {
    const draft = fresh();
    draft.joints[0]!.rest_deg = '0';
    expect(shownPose(draft, { name: 'lift', field: 'high_deg' })).toEqual({ lift: expect.closeTo(2), roll: 0 });
    expect(shownPose(draft, { name: 'roll', field: 'rest_deg' })).toEqual({ lift: 0, roll: 0 });
    draft.joints[0]!.high_deg = '';
    expect(shownPose(draft, { name: 'lift', field: 'high_deg' })).toEqual({ roll: 0 });
  });

  it.each([
    ['My arm!', [], 'my-arm'],
    ['So101', ['so101', 'so101-2'], 'so101-3'],
    ['机械臂', [], 'arm'],
  ])('“%s” gets an id of its own', (title, taken, id) => {
    expect(idFor(title, taken)).toBe(id);
  });
});

describe('the files of a twin', () => {
  const file = (name: string, content: string | Uint8Array) => new File([content as BlobPart], name);
  async function sent(files: File[]) {
    const pieces: TwinPiece[] = [];
    const api = { sendTwinPiece: async (piece: TwinPiece) => (pieces.push(piece), `file:///${piece.file}`) };
    return { url: await sendTwin(api as Partial<ArmApi> as ArmApi, files), pieces };
  }
  const main = '<mujoco><include file="parts/links.xml"/></mujoco>';

  it('are sent in pieces, and the MJCF is the one that none includes', async () => {
    const mesh = new Uint8Array(TWIN_PIECE_bytes + 5).fill(7);
    const { url, pieces } = await sent([file('links.xml', '<mujoco/>'), file('arm.xml', main), file('link.stl', mesh)]);
    expect(url).toBe('file:///arm.xml');
    const offsets = pieces.filter((piece) => piece.file === 'link.stl').map(({ offset_bytes }) => offset_bytes);
    expect(offsets).toEqual([0, TWIN_PIECE_bytes]);
    expect(pieces.at(-1)!.bytes).toEqual(new Uint8Array(5).fill(7));
    expect(new Set(pieces.map(({ twin }) => twin)).size).toBe(1);
  });

  it('are refused without an MJCF, and with two', async () => {
    await expect(sent([file('arm.urdf', '<robot/>')])).rejects.toThrow('None of the files');
    await expect(sent([file('a.xml', '<mujoco/>'), file('b.xml', '<mujoco/>')])).rejects.toThrow('a.xml, b.xml');
  });
});
