import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SEEN_m, Twin } from '../../../sims/arms/twin.ts';
import { temporaryFolder } from '../../runs/testing/temporary-folder.ts';
import { ArmCatalogue } from './arm-catalogue.ts';
import { describeArm, servosOf } from './describe-arm.ts';
import { builtInArms } from './index.ts';
import { so101 } from './so101.ts';

const NO_ARMS = ['index.ts', 'describe-arm.ts', 'arm-catalogue.ts', 'arms.test.ts'];

describe('built-in arms', () => {
  it('are all that the folder has', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => !NO_ARMS.includes(file));
    expect(builtInArms.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  it.each(builtInArms)('$id: rests clear of itself and the table', async (arm) => {
    const twin = await Twin.load(
      arm.twin,
      arm.joints.map(({ name }) => name),
      arm.tool,
    );
    for (const pose of arm.park_rad) expect(twin.clearance(pose).distance_m).toBeGreaterThan(0.01);
    expect(twin.clearance(arm.park_rad[0]!).distance_m).toBeLessThanOrEqual(SEEN_m);
    twin.dispose();
  });

  it.each(builtInArms)('$id: has servos that are known', (arm) => {
    expect(servosOf(arm)).toHaveLength(arm.joints.length);
  });
});

describe('an arm of one’s own', () => {
  const own = { ...so101, id: 'mine', title: 'Mine' };

  it('is kept, listed and removed', async () => {
    const folder = temporaryFolder();
    await new ArmCatalogue(folder).save(own);
    const catalogue = new ArmCatalogue(folder);
    expect(catalogue.find('mine')).toEqual(own);
    expect(catalogue.list(expect.unreachable).map(({ id }) => id)).toEqual(['so101', 'koch', 'mine']);
    catalogue.remove('mine');
    expect(() => catalogue.find('mine')).toThrow('There is no arm "mine"');
  });

  it.each([
    ['an unknown servo', { joints: own.joints.with(0, { ...own.joints[0]!, servoModel: 'mg996' }) }, 'mg996'],
    [
      'two families',
      { joints: own.joints.with(0, { ...own.joints[0]!, servoModel: 'xl330-m288' }) },
      'share one cable',
    ],
    ['one id twice', { joints: own.joints.with(0, { ...own.joints[0]!, servoId: 2 }) }, 'same id'],
    ['limits upside down', { joints: own.joints.with(0, { ...own.joints[0]!, low_rad: 2 }) }, 'below high_rad'],
    ['a park pose beyond its limits', { park_rad: [[9, 0, 0, 0, 0, 0]] }, 'within the limits'],
    ['a policy joint that it lacks', { policyJoints: ['knee'] }, 'knee'],
  ])('is refused with %s', (_, change, message) => {
    expect(() => describeArm({ ...own, ...change })).toThrow(message);
  });

  it('is refused if its twin lacks a joint, or its id is taken', async () => {
    const catalogue = new ArmCatalogue(temporaryFolder());
    const renamed = own.joints.with(0, { ...own.joints[0]!, name: 'waist' });
    await expect(catalogue.save({ ...own, joints: renamed, policyJoints: ['waist'] })).rejects.toThrow("'waist'");
    await expect(catalogue.save({ ...own, id: 'so101' })).rejects.toThrow('built-in');
  });
});
