import { app, dialog } from 'electron';
import { superviseArm } from '../shell/supervise-arm.ts';
import { launchNode } from '../transport/launch-host.ts';
import type { Supervisor } from '../transport/supervisor.ts';
import { armHost, dataFolder } from './paths.ts';

/**
 * Starts the arm's host: as a child process, on the Node inside Electron if there is no other, because a utility process
 * would end with the window and leave a moving arm alone.
 */
export function startArm(): Supervisor {
  const node = process.env['AQL_WORKBENCH_NODE'];
  const launch = (settings: object) => {
    const script = { file: armHost(), settings };
    return node ? launchNode(script, node) : launchNode(script, process.execPath, { ELECTRON_RUN_AS_NODE: '1' });
  };
  const arm = superviseArm(dataFolder(), launch, async ({ message, remedy }) => {
    const buttons = ['Try again', 'Go on without an arm', 'Quit'];
    const { response } = await dialog.showMessageBox({ type: 'error', message, detail: remedy, buttons });
    if (response === 0) arm.start();
    if (response === 2) app.quit();
  });
  arm.start();
  return arm;
}
