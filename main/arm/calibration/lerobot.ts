import { z } from 'zod';
import type { JointCalibration } from '../../../contracts/arm-calibration.ts';
import type { ArmDescription, ArmJoint } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { parseConfig } from '../../../contracts/parse.ts';

/** LeRobot's calibration file: motors by name. A drive mode of 1 is a motor mounted the other way round. */
const fileSchema = z.record(
  z.string(),
  z.object({
    id: z.int(),
    drive_mode: z.literal([0, 1]),
    homing_offset: z.int(),
    range_min: z.int(),
    range_max: z.int(),
  }),
);

/**
 * Reads the calibration that LeRobot saved of this arm.
 * @param json the file's content
 * @throws WorkbenchError `bad-config` if it is no such file or lacks a joint
 */
export function importFromLeRobot(arm: ArmDescription, json: string): Record<string, JointCalibration> {
  const motors = parseConfig(fileSchema, parseJson(json), 'LeRobot calibration');
  const calibrated = arm.joints.map((joint): [string, JointCalibration] => {
    const motor = motors[joint.name];
    if (!motor) {
      throw new WorkbenchError(
        'bad-config',
        `The LeRobot calibration has no motor "${joint.name}" (it has ${Object.keys(motors).join(', ')}).`,
        `Choose the file of an arm of the kind "${arm.title}".`,
      );
    }
    return [
      joint.name,
      {
        servoId: motor.id,
        sign: mountedSign(joint, motor.drive_mode),
        homingOffset_ticks: motor.homing_offset,
        low_ticks: motor.range_min,
        high_ticks: motor.range_max,
      },
    ];
  });
  return Object.fromEntries(calibrated);
}

/** The content of a file that LeRobot reads. */
export function exportToLeRobot(arm: ArmDescription, joints: Readonly<Record<string, JointCalibration>>): string {
  const motors = arm.joints.map((joint) => {
    const { servoId, sign, homingOffset_ticks, low_ticks, high_ticks } = joints[joint.name]!;
    const motor = {
      id: servoId,
      drive_mode: sign === joint.sign ? 0 : 1,
      homing_offset: homingOffset_ticks,
      range_min: low_ticks,
      range_max: high_ticks,
    };
    return [joint.name, motor];
  });
  return JSON.stringify(Object.fromEntries(motors), null, 4) + '\n';
}

function mountedSign({ sign }: ArmJoint, driveMode: 0 | 1): 1 | -1 {
  return driveMode === 0 ? sign : sign === 1 ? -1 : 1;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WorkbenchError(
      'bad-config',
      `The LeRobot calibration is no JSON: ${reason}.`,
      'Choose the file that lerobot-calibrate saved.',
      { cause: error },
    );
  }
}
