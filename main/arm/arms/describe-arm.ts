import type { z } from 'zod';
import { armDescriptionSchema, type ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { parseConfig } from '../../../contracts/parse.ts';
import { servoModels } from '../servos/index.ts';
import type { ServoModel } from '../servos/servo-model.ts';

/**
 * Checks a description and fills in its defaults.
 * @throws WorkbenchError `bad-config`, naming the field; `unknown-name` for a servo that no table describes;
 * `unsupported` if its servos do not speak one protocol
 */
export function describeArm(given: z.input<typeof armDescriptionSchema>): ArmDescription {
  const arm = parseConfig(armDescriptionSchema, given, `description of the arm "${given.id}"`);
  const protocols = new Set(servosOf(arm).map(({ protocol }) => protocol));
  if (protocols.size === 1) return arm;
  throw new WorkbenchError(
    'unsupported',
    `The servos of the arm "${arm.id}" speak ${[...protocols].join(' and ')}, but share one cable.`,
    'Give it servos of one family.',
  );
}

/** The servo type of every joint. @throws WorkbenchError `unknown-name` */
export function servosOf({ joints }: ArmDescription): ServoModel[] {
  return joints.map(({ name, servoModel }) => {
    const model = servoModels.find(({ id }) => id === servoModel);
    if (model) return model;
    throw new WorkbenchError(
      'unknown-name',
      `Joint "${name}" has the servo "${servoModel}", which is not known.`,
      `Choose one of ${servoModels.map(({ id }) => id).join(', ')}.`,
    );
  });
}
