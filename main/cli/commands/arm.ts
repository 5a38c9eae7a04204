import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { z } from 'zod';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { serveOnPseudoTerminal, serveOnSocket } from '../../arm/virtual/serve.ts';
import { FAULT_WORDS, setFault } from '../../arm/virtual/set-fault.ts';
import { startVirtualArm, UNCALIBRATED_ZEROS_ticks } from '../../arm/virtual/virtual-arms.ts';
import type { VirtualBus } from '../../arm/virtual/virtual-bus.ts';
import { commonOptions, defineCommand } from '../command.ts';
import type { Output } from '../output.ts';

export const armCommand = defineCommand({
  id: 'arm',
  summary: 'Imitate an arm: servos that answer real packets over a simulation, to try the product without hardware.',
  args: [{ name: 'WHAT', description: '`virtual`' }],
  options: z.strictObject({
    arm: z.enum(['so101', 'koch']).default('so101').describe('Six Feetech STS3215, or Dynamixel XL430 and XL330'),
    link: z.enum(['pty', 'tcp']).default('pty').describe('How it is reached: a serial port made of software, or TCP'),
    port: z.int().min(0).max(65_535).default(0).describe('TCP port; 0 is any free one'),
    baud: z.int().min(9_600).max(4_000_000).default(1_000_000).describe("Baud rate of the servos' wire, bit/s"),
    uncalibrated: z.boolean().default(false).describe('As from a kit: encoders anywhere, two of them over their seam'),
    faults: z.array(z.string()).optional().describe('What goes wrong from the start, such as lost=0.01,stalled=2+3'),
    ...commonOptions,
  }),
  examples: [
    'aql-workbench arm virtual',
    'aql-workbench arm virtual --arm koch --link tcp --port 5000',
    'aql-workbench arm virtual --uncalibrated --faults lost=0.01,late=0.01',
  ],
  async run({ args: [what], options, output }) {
    if (what !== 'virtual') {
      throw new WorkbenchError('unknown-name', `'${what}' is no kind of arm.`, 'The one to be had is `arm virtual`.');
    }
    const { arm, link, port, baud, uncalibrated } = options;
    const virtual = await startVirtualArm(arm, uncalibrated ? { zeros_ticks: UNCALIBRATED_ZEROS_ticks } : {});
    for (const fault of options.faults ?? []) setFault(virtual.faults, fault);
    const served = link === 'tcp' ? await serveOnSocket(virtual, port, baud) : serveOnPseudoTerminal(virtual, baud);
    output.result({ type: 'arm', arm, address: served.address }, served.address);
    output.note(`A virtual ${arm} answers there until Ctrl-C. Faults may be typed, one a line: ${FAULT_WORDS}.`);
    const lines = takeFaults(virtual, output);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
    lines.close();
    await served.close();
    await virtual.close();
    return 0;
  },
});

/** Faults from standard input, and `unplug`, which is no setting. */
function takeFaults(virtual: VirtualBus, output: Output): Interface {
  return createInterface({ input: process.stdin }).on('line', (line) => {
    try {
      if (line.trim() === 'unplug') void virtual.unplug();
      else if (line.trim() !== '') setFault(virtual.faults, line);
    } catch (error) {
      output.error(WorkbenchError.from(error));
    }
  });
}
