import { app, dialog } from 'electron';
import { LabService } from '../shell/lab-service.ts';
import { launchNode } from '../transport/launch-host.ts';
import type { Supervisor } from '../transport/supervisor.ts';
import { launchUtility } from './launch-utility.ts';
import { dataFolder, labHost } from './paths.ts';
import { joinTerminal } from './terminal.ts';

/** Starts the lab. When it keeps crashing the person is asked whether to try once more. */
export function startLab(arm: Supervisor): LabService {
  const node = process.env['AQL_WORKBENCH_NODE'];
  const launch = (settings: object) => {
    const script = { file: labHost(), settings };
    // The repository's TypeScript needs the Node that was chosen for it.
    return node ? launchNode(script, node) : launchUtility(script);
  };
  const lab = new LabService(dataFolder(), launch, () => arm.connect(), {
    started: () => joinTerminal(lab),
    failed: ({ message, remedy }) => dialog.showErrorBox(message, remedy),
    async gaveUp({ message, remedy }) {
      const buttons = ['Try again', 'Quit'];
      const { response } = await dialog.showMessageBox({ type: 'error', message, detail: remedy, buttons });
      if (response === 0) lab.start();
      else app.quit();
    },
  });
  lab.start();
  return lab;
}
