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
    .describe('`virtual`, `deploy --virtual`: what goes wrong from the start, such as lost=0.01,stalled=2+3'),
  run: z.string().default('latest').meta({ description: '`deploy`: the run whose policy acts', placeholder: 'RUN' }),
  checkpoint: z.enum(['best', 'latest']).default('best').describe('`deploy`: its best evaluation, or its newest state'),
  targets: z
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .describe('`deploy`: random targets of its task, one after the other'),
  seed: z.int().min(0).max(0xffff_ffff).default(1).describe('`deploy`: of the targets'),
  dryRun: z.boolean().default(false).describe('`deploy`: the policy moves the twin, and nothing is sent'),
  virtual: z
    .boolean()
    .default(false)
    .describe('`deploy`: starts a virtual arm behind a serial port, calibrates it, and deploys to it'),
  ...commonOptions,
});
export type ArmOptions = z.output<typeof armOptions>;
