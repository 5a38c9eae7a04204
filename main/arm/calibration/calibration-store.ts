import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  armCalibrationSchema,
  type ArmCalibration,
  type JointCalibration,
} from '../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { ensureFolder, replaceDurably } from '../../runs/durable-files.ts';
import { damagedFile, storing } from '../../runs/storage-errors.ts';

/** Calibrations as JSON files: one for each kind of arm and USB serial number. */
export class CalibrationStore {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'calibrations');
  }

  /** @returns null if this arm was never calibrated here. @throws WorkbenchError `damaged`, `version` */
  load(arm: ArmDescription, serialNumber: string): ArmCalibration | null {
    const file = this.#file(arm.id, serialNumber);
    if (!existsSync(file)) return null;
    const calibration = storing(this.#folder, () => readCalibration(file));
    const missing = arm.joints.filter(({ name }) => !calibration.joints[name]).map(({ name }) => name);
    if (missing.length === 0) return calibration;
    throw damagedFile(file, `it lacks ${missing.join(', ')}`, { remedy: 'Calibrate the arm again.' });
  }

  save(arm: ArmDescription, serialNumber: string, joints: Readonly<Record<string, JointCalibration>>): ArmCalibration {
    const savedAt = new Date().toISOString();
    const calibration = armCalibrationSchema.parse({ version: 1, arm: arm.id, serialNumber, savedAt, joints });
    storing(this.#folder, () => {
      ensureFolder(this.#folder);
      replaceDurably(this.#file(arm.id, serialNumber), JSON.stringify(calibration, null, 2) + '\n');
    });
    return calibration;
  }

  /** Serial numbers may hold what a file name may not. */
  #file(arm: string, serialNumber: string): string {
    return join(this.#folder, `${arm} ${encodeURIComponent(serialNumber)}.json`);
  }
}

function readCalibration(file: string): ArmCalibration {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
    if (typeof content.version === 'number' && content.version > 1) throw newer(file, content.version);
    return armCalibrationSchema.parse(content);
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    const remedy = 'Calibrate the arm again, or restore the file from a copy.';
    throw damagedFile(file, 'it does not describe a calibration', { cause: error, remedy });
  }
}

function newer(file: string, version: number): WorkbenchError {
  return new WorkbenchError(
    'version',
    `${file} has version ${version}; this program reads version 1.`,
    'Use a newer workbench, or calibrate the arm again.',
  );
}
