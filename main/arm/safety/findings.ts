import type { ArmFault, ArmMode } from '../../../contracts/arm.ts';
import { COMMAND_TIMEOUT_ms } from './command-timeout.ts';
import type { Wish } from './guard.ts';

/** A fault before it is latched. */
export type Finding = Omit<ArmFault, 'at'>;

export function silentCommander(mode: ArmMode): Finding {
  return {
    code: 'commander-silent',
    joint: null,
    cause: `Nothing was heard in mode "${mode}" for ${COMMAND_TIMEOUT_ms} ms.`,
    remedy: 'Whatever commands the arm has hung or was closed: start it again.',
  };
}

export function unsoundCommand({ goals_rad }: Wish, joints: number): Finding {
  return {
    code: 'bad-command',
    joint: null,
    cause: `A command of [${goals_rad.join(', ')}] rad is none for ${joints} joints.`,
    remedy: 'Look for what commands the arm; it has a defect.',
  };
}

/** @param obstacle the two that would touch; null if something else held the arm back */
export function blockedPark(obstacle: readonly [string, string] | null): Finding {
  const what = obstacle ? `the ${obstacle.join(' and the ')} would touch` : 'it was held back';
  return {
    code: 'park-blocked',
    joint: null,
    cause: `The arm could not move to rest: ${what}.`,
    remedy: 'Make room, or move it by hand.',
  };
}
