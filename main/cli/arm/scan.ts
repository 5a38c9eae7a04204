import type { Output } from '../output.ts';
import { table } from '../table.ts';
import type { ArmOptions } from './options.ts';
import { connectionOf, withArm } from './with-arm.ts';

/** Lists the servos that answer, ids 1 to 20. */
export async function scanArm(options: ArmOptions, output: Output): Promise<number> {
  const connection = await connectionOf(options);
  const found = await withArm(options, noFrames, (arm) => arm.scan(connection));
  for (const servo of found) output.event({ type: 'servo', ...servo });
  if (found.length === 0) output.note('No servo answered. Check the supply, the cable, --baud and --arm.');
  else if (!output.json)
    output.text(
      table(
        found.map(({ id, model }) => [String(id), model ?? 'not known']),
        [0],
      ),
    );
  return 0;
}

const noFrames = (): void => {};
