import { WorkbenchError } from '../../../contracts/errors.ts';
import { policyJointsOf } from '../control/policy-joints.ts';
import type { Moment } from './deployed-arm.ts';
import type { PolicyOnArm } from './policy-on-arm.ts';

/** Between the tool of the task's model and that of the arm's twin, in the arm's pose. */
const TOOL_TOLERANCE_m = 0.005;
/** Joints may stand this far outside of the model's range. */
const RANGE_TOLERANCE_rad = 0.05;
/** Shapes may overlap by so much: an arm may lie on its table, and a sweep from end to end finds a degree or so. */
const OVERLAP_m = 0.02;

/**
 * Whether the arm can be where its joints say: a calibration that is wrong shows here, and a policy of another arm.
 * @returns what was found. @throws WorkbenchError `refused`, naming the joint or the distance
 */
export function agreeWithTwin({ arm, posed, twin }: PolicyOnArm, { joints }: Moment): string {
  const positions_rad = joints.map(({ measured_rad }) => measured_rad);
  const { ranges_rad } = posed;
  const policys_rad = policyJointsOf(arm, positions_rad);
  const outside = policys_rad.findIndex((at, d) => {
    const [low, high] = ranges_rad[d]!;
    return at < low - RANGE_TOLERANCE_rad || at > high + RANGE_TOLERANCE_rad;
  });
  if (outside >= 0) {
    const at = degrees(policys_rad[outside]!);
    throw disagreement(`${arm.policyJoints[outside]!} stands at ${at}, where the twin cannot.`);
  }
  const { distance_m, between } = twin.clearance(positions_rad);
  if (distance_m < -OVERLAP_m) {
    throw disagreement(
      `By its joints, ${between!.join(' and ')} are ${Math.round(-1000 * distance_m)} mm inside each other.`,
    );
  }
  const tool_m = twin.toolPosition(positions_rad);
  posed.stand({ positions_rad, velocities_radps: positions_rad.map(() => 0), goals_rad: positions_rad }, tool_m);
  const apart_m = posed.distance_m;
  if (apart_m > TOOL_TOLERANCE_m) {
    throw disagreement(`The task's tool is ${Math.round(1000 * apart_m)} mm away from the arm's.`);
  }
  return `tools ${(1000 * apart_m).toFixed(1)} mm apart, joints within their ranges`;
}

const degrees = (angle_rad: number) => `${Math.round((angle_rad * 180) / Math.PI)}°`;

function disagreement(message: string): WorkbenchError {
  return new WorkbenchError('refused', message, 'Calibrate the arm again, and compare the twin with the arm.');
}
