import type { Protocol } from '../servos/servo-model.ts';
import { dynamixel } from './dynamixel.ts';
import { feetech } from './feetech.ts';
import type { Codec } from './packet.ts';

export const codecs: Readonly<Record<Protocol, Codec>> = {
  'feetech-sts': feetech,
  'feetech-scs': feetech,
  'dynamixel-2': dynamixel,
};
