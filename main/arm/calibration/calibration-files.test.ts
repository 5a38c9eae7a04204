import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JointCalibration } from '../../../contracts/arm-calibration.ts';
import { so101 } from '../arms/so101.ts';
import { temporaryFolder } from '../../runs/testing/temporary-folder.ts';
import { CalibrationStore } from './calibration-store.ts';
import { exportToLeRobot, importFromLeRobot } from './lerobot.ts';

const joint = fc.record({
  servoId: fc.integer({ min: 1, max: 252 }),
  sign: fc.constantFrom<1 | -1>(1, -1),
  homingOffset_ticks: fc.integer({ min: -2047, max: 2047 }),
  low_ticks: fc.integer({ min: 0, max: 2000 }),
  high_ticks: fc.integer({ min: 2001, max: 4095 }),
});
const joints = fc.record(Object.fromEntries(so101.joints.map(({ name }) => [name, joint])));
const example: Record<string, JointCalibration> = fc.sample(joints, { numRuns: 1, seed: 1 })[0]!;

describe('LeRobot’s file', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(joints, (given) => {
        expect(importFromLeRobot(so101, exportToLeRobot(so101, given))).toEqual({ ...given });
      }),
      { seed: 1 },
    );
  });

  it('is read as LeRobot writes it', () => {
    const motor = (id: number) => ({ id, drive_mode: 0, homing_offset: -11 * id, range_min: 700, range_max: 3300 });
    const file = Object.fromEntries(so101.joints.map(({ name }, j) => [name, motor(j + 1)]));
    expect(importFromLeRobot(so101, JSON.stringify(file))['shoulder_lift']).toEqual({
      servoId: 2,
      sign: 1,
      homingOffset_ticks: -22,
      low_ticks: 700,
      high_ticks: 3300,
    });
  });

  it('is refused where it is another arm’s, or none', () => {
    expect(() => importFromLeRobot(so101, '{"waist": {}}')).toThrow('waist');
    expect(() => importFromLeRobot(so101, '{}')).toThrow('no motor "shoulder_pan"');
    expect(() => importFromLeRobot(so101, '{')).toThrow('no JSON');
  });
});

describe('the store', () => {
  it('keeps a calibration for each adapter, whatever its serial number', () => {
    const folder = temporaryFolder();
    const store = new CalibrationStore(folder);
    const saved = store.save(so101, '5A46/../\u00e4 1', example);
    store.save(so101, 'B', example);
    expect(new CalibrationStore(folder).load(so101, '5A46/../\u00e4 1')).toEqual(saved);
    expect(store.load(so101, 'C')).toBeNull();
    expect(readdirSync(join(folder, 'calibrations'))).toHaveLength(2);
  });

  it('names a file that is damaged, lacks a joint, or is newer', () => {
    const folder = temporaryFolder();
    const store = new CalibrationStore(folder);
    const saved = store.save(so101, 'A', example);
    const file = join(folder, 'calibrations', 'so101 A.json');
    const refused = (content: string) => {
      writeFileSync(file, content);
      return () => store.load(so101, 'A');
    };
    expect(refused('{')).toThrow(file);
    expect(refused(JSON.stringify({ ...saved, joints: {} }))).toThrow('it lacks shoulder_pan');
    expect(refused(JSON.stringify({ ...saved, version: 2 }))).toThrow('version 2');
  });
});
