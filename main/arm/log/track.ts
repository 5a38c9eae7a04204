import type { ArmTrack } from '../../../contracts/arm.ts';
import { valueOf } from './log-record.ts';
import type { ArmLog } from './read-log.ts';

/** As often as a window shows, and a policy decides. */
const RATE_Hz = 25;

/** A log as it is replayed: every so many ticks, and each fault where it was raised. */
export function trackOf({ header, ticks }: ArmLog): ArmTrack {
  const every = Math.max(1, Math.round(header.rate_Hz / RATE_Hz));
  const shown = ticks.filter((_, t) => t % every === 0);
  const column = (name: 'measured_rad' | 'sent_rad') =>
    Float32Array.from(shown.flatMap((tick) => header.joints.map((_, j) => valueOf(tick, j, name) ?? NaN)));
  return {
    arm: header.arm,
    startedAt: header.startedAt,
    joints: header.joints,
    times_s: Float32Array.from(shown, ({ time_s }) => time_s),
    measured_rad: column('measured_rad'),
    sent_rad: column('sent_rad'),
    modes: shown.map(({ mode }) => mode),
    faults: ticks.flatMap(({ time_s, faults }, t) => {
      const before = new Set(ticks[t - 1]?.faults.map(({ at }) => at));
      return faults.filter(({ at }) => !before.has(at)).map((fault) => ({ time_s, fault }));
    }),
  };
}
