import type { CalibrationEvent, JointCalibration } from '../../../contracts/arm-calibration.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { servosOf } from '../arms/describe-arm.ts';
import { homeTravel } from './homing.ts';
import { beginSweep, extendSweep, travel_ticks, type Sweep } from './sweep.ts';

/** A joint must be moved through this share of its described travel. */
const SWEPT_SHARE = 0.5;
/** A movement as clear as this tells a sign, rad. */
const SIGN_MOVE_rad = 0.15;

/** Where a guided calibration stands; all positions are actual ones (`actualPosition`), in the joints' order. */
export interface Calibration {
  readonly arm: ArmDescription;
  readonly step: 'centre' | 'sweep' | 'sign' | 'review' | 'done' | 'cancelled';
  /** Why the last confirmation was not taken. */
  readonly problem: string | null;
  /** The newest position of each joint; null before it was heard. */
  readonly positions: readonly (number | null)[];
  /** From the centre pose on, unwrapped; null before that. */
  readonly sweeps: readonly (Sweep | null)[];
  readonly centres: readonly (number | null)[];
  readonly signs: readonly (1 | -1 | null)[];
  /** Where the joint whose sign is being found started, unwrapped as `sweeps`; null until the person is ready. */
  readonly signFrom: number | null;
}

/** What happens: a person's doing, or the arm's positions as they are read (null where a servo did not answer). */
export type ProcedureEvent =
  CalibrationEvent | { readonly type: 'positions'; readonly actual_ticks: readonly (number | null)[] };

export function beginCalibration(arm: ArmDescription): Calibration {
  const unknown = arm.joints.map(() => null);
  return {
    arm,
    step: 'centre',
    problem: null,
    positions: unknown,
    sweeps: unknown,
    centres: unknown,
    signs: unknown,
    signFrom: null,
  };
}

/** The calibration after an event; a finished one stays as it is. */
export function advanceCalibration(now: Calibration, event: ProcedureEvent): Calibration {
  if (now.step === 'done' || now.step === 'cancelled') return now;
  if (event.type === 'cancel') return { ...now, step: 'cancelled', problem: null };
  if (event.type === 'redo') return redo(now, event);
  if (event.type === 'positions') return observe(now, event.actual_ticks);
  return confirm({ ...now, problem: null });
}

/** The joint whose sign is to be found now, by index; -1 if all are known. */
export function jointInQuestion({ signs }: Calibration): number {
  return signs.indexOf(null);
}

/** The calibration of every joint, by name. @param done at `review` or `done` */
export function calibratedJoints({ arm, sweeps, centres, signs }: Calibration): Record<string, JointCalibration> {
  const models = servosOf(arm);
  const calibrated = arm.joints.map((joint, j): [string, JointCalibration] => {
    const model = models[j]!;
    const half = model.ticksPerTurn / 2;
    const { low, high } = sweeps[j]!;
    const ends = joint.turnsFreely ? [centres[j]! - half, centres[j]! + half - 1] : [low, high];
    return [joint.name, { servoId: joint.servoId, sign: signs[j]!, ...homeTravel(model, ends[0]!, ends[1]!) }];
  });
  return Object.fromEntries(calibrated);
}

function confirm(now: Calibration): Calibration {
  switch (now.step) {
    case 'centre':
      return confirmCentre(now);
    case 'sweep':
      return confirmSweep(now);
    case 'sign':
      return { ...now, signFrom: now.sweeps[jointInQuestion(now)]!.at };
    default:
      return { ...now, step: 'done' };
  }
}

function confirmCentre(now: Calibration): Calibration {
  const silent = now.arm.joints.filter((_, j) => now.positions[j] === null);
  if (silent.length > 0) {
    const servos = silent.map(({ name, servoId }) => `${name} (servo ${servoId})`).join(', ');
    return { ...now, problem: `Nothing was heard of ${servos}. Check its cable and power.` };
  }
  const models = servosOf(now.arm);
  const sweeps = now.positions.map((position, j) => beginSweep(position!, models[j]!.ticksPerTurn));
  return { ...now, step: 'sweep', centres: now.positions, sweeps };
}

function confirmSweep(now: Calibration): Calibration {
  const { arm, sweeps, centres } = now;
  for (const [j, joint] of arm.joints.entries()) {
    const sweep = sweeps[j]!;
    const swept_rad = sweptAngle(sweep);
    if (joint.turnsFreely) continue;
    if (swept_rad < SWEPT_SHARE * (joint.high_rad - joint.low_rad)) {
      const degrees = Math.round((swept_rad * 180) / Math.PI);
      return { ...now, problem: `${joint.name} was moved by only ${degrees}°. Move it from one end to the other.` };
    }
    if (travel_ticks(sweep) >= sweep.ticksPerTurn - 1) {
      return { ...now, problem: `${joint.name} was moved by more than a turn. Put it in its centre and do it again.` };
    }
    if (sweep.low === centres[j] || sweep.high === centres[j]) {
      return { ...now, problem: `${joint.name} was moved to one side only. Move it to its other end, too.` };
    }
  }
  return { ...now, step: jointInQuestion(now) < 0 ? 'review' : 'sign', signFrom: null };
}

function observe(now: Calibration, actual_ticks: readonly (number | null)[]): Calibration {
  const positions = now.positions.map((last, j) => actual_ticks[j] ?? last);
  if (now.step === 'centre') return { ...now, positions };
  const sweeps = now.sweeps.map((sweep, j) => {
    const heard = actual_ticks[j] ?? null;
    if (sweep === null || heard === null) return sweep;
    const moved = extendSweep(sweep, heard);
    // What is moved while signs are found was not meant as a sweep.
    return now.step === 'sweep' ? moved : { ...sweep, at: moved.at };
  });
  const seen = { ...now, positions, sweeps };
  return now.step === 'sign' ? observeSign(seen) : seen;
}

function observeSign(now: Calibration): Calibration {
  if (now.signFrom === null) return now;
  const j = jointInQuestion(now);
  const { at, ticksPerTurn } = now.sweeps[j]!;
  const moved_rad = ((at - now.signFrom) * 2 * Math.PI) / ticksPerTurn;
  if (Math.abs(moved_rad) < SIGN_MOVE_rad) return now;
  const signs = now.signs.with(j, moved_rad > 0 ? 1 : -1);
  const next = signs.indexOf(null);
  if (next < 0) return { ...now, signs, signFrom: null, step: 'review' };
  return { ...now, signs, signFrom: now.sweeps[next]!.at };
}

function redo(now: Calibration, { step, joint }: Extract<CalibrationEvent, { type: 'redo' }>): Calibration {
  if (step === 'centre' || now.step === 'centre') return { ...beginCalibration(now.arm), positions: now.positions };
  if (step === 'sweep') return { ...now, step: 'sweep', problem: null, sweeps: now.sweeps.map(sweepAgain(now)) };
  if (now.step === 'sweep') return { ...now, problem: 'The joints must be moved from end to end first.' };
  const signs = now.arm.joints.map(({ name }, j) => (joint === undefined || joint === name ? null : now.signs[j]!));
  return signs.includes(null) ? { ...now, step: 'sign', problem: null, signs, signFrom: null } : now;
}

/** From the centre to where the joint is. */
const sweepAgain =
  ({ centres }: Calibration) =>
  (sweep: Sweep | null, j: number): Sweep => ({
    ...sweep!,
    low: Math.min(sweep!.at, centres[j]!),
    high: Math.max(sweep!.at, centres[j]!),
  });

export function sweptAngle(sweep: Sweep): number {
  return (travel_ticks(sweep) * 2 * Math.PI) / sweep.ticksPerTurn;
}
