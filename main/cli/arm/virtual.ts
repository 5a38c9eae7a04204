import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { comeFirst } from '../../arm/come-first.ts';
import { builtInArms } from '../../arm/arms/index.ts';
import { serveOnPseudoTerminal, serveOnSocket } from '../../arm/virtual/serve.ts';
import { FAULT_WORDS, setFault } from '../../arm/virtual/set-fault.ts';
import {
  startVirtualArm,
  UNCALIBRATED_ZEROS_ticks,
  virtualArms,
  type VirtualArmId,
} from '../../arm/virtual/virtual-arms.ts';
import { untilOnTime } from '../../arm/virtual/warm-up.ts';
import type { VirtualBus } from '../../arm/virtual/virtual-bus.ts';
import { unknownName } from '../nearest.ts';
import type { Output } from '../output.ts';
import { parsePose } from './move.ts';
import type { ArmOptions } from './options.ts';

const LEAD_WORDS = '`lead shoulder_pan=30,gripper=5` leads joints as a hand would, `lead` lets go';

/** Serves a virtual arm to other programs until Ctrl-C. */
export async function serveVirtualArm(options: ArmOptions, output: Output): Promise<number> {
  const { arm, link, port, baud, uncalibrated } = options;
  if (!Object.hasOwn(virtualArms, arm)) throw unknownName('virtual arm', arm, Object.keys(virtualArms));
  comeFirst();
  const zeros = uncalibrated ? { zeros_ticks: UNCALIBRATED_ZEROS_ticks } : {};
  const virtual = await startVirtualArm(arm as VirtualArmId, zeros);
  for (const fault of options.faults ?? []) setFault(virtual.faults, fault);
  await untilOnTime(virtual, baud);
  const served = link === 'tcp' ? await serveOnSocket(virtual, port, baud) : serveOnPseudoTerminal(virtual, baud);
  output.result({ type: 'arm', arm, address: served.address }, served.address);
  output.note(
    `A virtual ${arm} answers there until Ctrl-C. Faults may be typed, one a line: ${FAULT_WORDS}; ${LEAD_WORDS}.`,
  );
  const lines = takeLines(virtual, arm, output);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
  lines.close();
  await served.close();
  await virtual.close();
  return 0;
}

/** What a person types: faults, `unplug`, and a hand that leads joints. */
function takeLines(virtual: VirtualBus, arm: string, output: Output): Interface {
  const joints = builtInArms.find(({ id }) => id === arm)!.joints.map(({ name }) => name);
  return createInterface({ input: process.stdin }).on('line', (line) => {
    try {
      const [word, pose] = line.trim().split(/\s+/);
      if (word === 'unplug') void virtual.unplug();
      else if (word === 'lead') lead(virtual, parsePose(pose?.split(',') ?? [], joints));
      else if (line.trim() !== '') setFault(virtual.faults, line);
    } catch (error) {
      output.error(WorkbenchError.from(error));
    }
  });
}

/** Joints that were not named stay where the hand has them. */
function lead({ bench }: VirtualBus, pose_rad: readonly (number | null)[]): void {
  const isLet = pose_rad.every((angle) => angle === null);
  bench.lead(isLet ? null : pose_rad.map((angle, j) => angle ?? bench.positions_rad[j]!));
}
