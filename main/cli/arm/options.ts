import { z } from 'zod';
import { commonOptions } from '../command.ts';

export const armOptions = z.strictObject({
  arm: z.string().default('so101').describe('so101 (six Feetech STS3215), koch (Dynamixel XL430, XL330) or your own'),
  address: z.string().optional().meta({
    description: 'Where the arm is: the path of a port, tcp://host:port, virtual:so101; else the only USB adapter',
    placeholder: 'WHERE',
  }),
  baud: z.int().min(9_600).max(4_000_000).default(1_000_000).describe("Baud rate of the servos' wire, bit/s"),
  pose: z.array(z.string()).optional().meta({
    description: '`move`: angles in degrees, such as shoulder_pan=30,gripper=5; other joints stay',
    placeholder: 'JOINT=ANGLE,…',
  }),
  link: z.enum(['pty', 'tcp']).default('pty').describe('`virtual`: a serial port made of software, or TCP'),
  port: z.int().min(0).max(65_535).default(0).describe('`virtual`: TCP port; 0 is any free one'),
  uncalibrated: z.boolean().default(false).describe('`virtual`: as from a kit, two encoders over their seam'),
  faults: z
    .array(z.string())
    .optional()
    .describe('`virtual`: what goes wrong from the start, such as lost=0.01,stalled=2+3'),
  ...commonOptions,
});
export type ArmOptions = z.output<typeof armOptions>;
