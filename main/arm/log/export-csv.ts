import { JOINT_COLUMNS, valueOf, type LogTick } from './log-record.ts';
import type { ArmLog } from './read-log.ts';

/** A table with a line for each tick: an empty cell is a value that was not known. */
export function logToCsv({ header, ticks }: ArmLog): string {
  const perJoint = header.joints.flatMap((joint) => [
    ...JOINT_COLUMNS.map((column) => `${joint} ${column}`),
    `${joint} limited by`,
  ]);
  const lines = ticks.map((tick) => [
    tick.time_s.toFixed(6),
    tick.mode,
    tick.faults.map(({ code, joint }) => (joint === null ? code : `${code} ${joint}`)).join('; '),
    ...header.joints.flatMap((_, j) => [
      ...JOINT_COLUMNS.map((column) => valueOf(tick, j, column) ?? ''),
      tick.limitedBy[j] ?? '',
    ]),
    ...policyCells(tick),
  ]);
  return (
    [['time_s', 'mode', 'faults', ...perJoint, ...POLICY_COLUMNS], ...lines].map((line) => line.join(',')).join('\n') +
    '\n'
  );
}

const POLICY_FIELDS = ['distance_m', 'step', 'value', 'decide_ms', 'latency_ms'] as const;
const POLICY_COLUMNS = [
  ...['target x_m', 'target y_m', 'target z_m'],
  ...POLICY_FIELDS.map((field) => `policy ${field}`),
];

/** Empty at the ticks between its decisions. */
function policyCells({ policy }: LogTick): (number | string)[] {
  if (!policy) return POLICY_COLUMNS.map(() => '');
  return [...policy.target_m, ...POLICY_FIELDS.map((field) => policy[field])];
}
