import { SO101_ARM_JOINTS, SO101_HOME_rad, SO101_JAW_JOINT, SO101_JAW_SHUT_rad } from '../../../sims/arms/so101.ts';
import type { Clock } from '../clock.ts';
import type { Protocol, ServoModel } from '../servos/servo-model.ts';
import { sts3215 } from '../servos/sts3215.ts';
import { xl330M288 } from '../servos/xl330-m288.ts';
import { xl430W250 } from '../servos/xl430-w250.ts';
import { Bench } from './bench.ts';
import { noFaults } from './faults.ts';
import { VirtualBus } from './virtual-bus.ts';
import { VirtualServo } from './virtual-servo.ts';

interface VirtualArm {
  readonly protocol: Protocol;
  /** From the base to the jaw, ids 1 to 6. */
  readonly models: readonly ServoModel[];
}

/** The arms that can be had without hardware. The Koch has the SO-101's shape here, so that one table serves both. */
export const virtualArms = {
  so101: { protocol: 'feetech-sts', models: Array(6).fill(sts3215) },
  koch: { protocol: 'dynamixel-2', models: [xl430W250, xl430W250, ...Array(4).fill(xl330M288)] },
} as const satisfies Record<string, VirtualArm>;

export type VirtualArmId = keyof typeof virtualArms;

export interface VirtualArmOptions {
  readonly clock?: Clock;
  /** Of lost, late and damaged answers. */
  readonly seed?: number;
  /** What each encoder shows in the model's zero pose, ids 1 to 6; default: mid-turn, as after calibration. */
  readonly zeros_ticks?: readonly number[];
}

/** An arm as it comes out of a badly assembled kit: nothing calibrated, and two joints run over their encoder's seam. */
export const UNCALIBRATED_ZEROS_ticks = [2048, 1200, 3900, 2300, 150, 1900];

/** A virtual arm at rest in its home pose, its torque off, on no link yet. */
export async function startVirtualArm(id: VirtualArmId, options: VirtualArmOptions = {}): Promise<VirtualBus> {
  const { protocol, models }: VirtualArm = virtualArms[id];
  const servos = models.map((model, i) => new VirtualServo(model, i + 1, options.zeros_ticks?.[i]));
  const faults = noFaults();
  const joints = [...SO101_ARM_JOINTS, SO101_JAW_JOINT];
  const bench = await Bench.load(
    joints.map((joint, i) => ({ joint, servo: servos[i]! })),
    faults,
  );
  bench.pose([...SO101_HOME_rad, SO101_JAW_SHUT_rad]);
  return new VirtualBus({ protocol, servos, bench, faults, ...options });
}
