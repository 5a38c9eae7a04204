import { WorkbenchError } from '../../contracts/errors.ts';
import type { ArmHostSettings } from '../arm/host/arm-host-settings.ts';
import type { Launched } from '../transport/host-process.ts';
import { Supervisor } from '../transport/supervisor.ts';

/**
 * The arm's host as the program that shows it has it: not started yet.
 * @param launch starts its process
 * @param gaveUp it crashed too often and stays down, until it is started again
 */
export function superviseArm(
  dataFolder: string,
  launch: (settings: ArmHostSettings) => Launched,
  gaveUp: (error: WorkbenchError) => void,
): Supervisor {
  return new Supervisor((crash) => launch({ dataFolder, crash }), {
    started() {},
    gaveUp: (crash) => gaveUp(crashedTooOften(crash)),
  });
}

function crashedTooOften(crash: string): WorkbenchError {
  return new WorkbenchError(
    'internal',
    `What drives arms ended unexpectedly again and again (${crash}).`,
    'Switch the arm off. Then start the workbench again; if that does not help, report it.',
  );
}
