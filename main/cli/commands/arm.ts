import { calibrateArm } from '../arm/calibrate.ts';
import { moveArm } from '../arm/move.ts';
import { armOptions, type ArmOptions } from '../arm/options.ts';
import { deployPolicy } from '../arm/deploy.ts';
import { listPorts } from '../arm/ports.ts';
import { scanArm } from '../arm/scan.ts';
import { serveVirtualArm } from '../arm/virtual.ts';
import { defineCommand } from '../command.ts';
import { unknownName } from '../nearest.ts';
import type { Output } from '../output.ts';

const works: Readonly<Record<string, (options: ArmOptions, output: Output) => Promise<number>>> = {
  ports: (_, output) => listPorts(output),
  scan: scanArm,
  calibrate: calibrateArm,
  move: moveArm,
  virtual: serveVirtualArm,
  deploy: deployPolicy,
};

export const armCommand = defineCommand({
  id: 'arm',
  summary:
    'Find, calibrate and move a real arm, let a policy move it, or imitate one: servos that answer real packets.',
  args: [{ name: 'WHAT', description: '`ports`, `scan`, `calibrate`, `move`, `deploy` or `virtual`' }],
  options: armOptions,
  examples: [
    'aql-workbench arm ports',
    'aql-workbench arm scan --address /dev/ttyACM0',
    'aql-workbench arm calibrate',
    'aql-workbench arm move --pose shoulder_pan=30,elbow_flex=-20',
    'aql-workbench arm deploy --run latest --dry-run',
    'aql-workbench arm deploy --virtual --targets 100 --seed 1',
    'aql-workbench arm virtual --arm koch --link tcp --port 5000',
    'aql-workbench arm virtual --uncalibrated --faults lost=0.01,late=0.01',
  ],
  async run({ args, options, output }) {
    const [what] = args as [string];
    if (!Object.hasOwn(works, what)) throw unknownName('thing to do with an arm', what, Object.keys(works));
    return works[what]!(options, output);
  },
});
