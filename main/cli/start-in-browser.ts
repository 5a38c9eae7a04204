import type { WorkbenchError } from '../../contracts/errors.ts';
import { connectLab } from '../../contracts/rpc/lab-client.ts';
import { dataFolder } from '../runs/data-folder.ts';
import { startServer } from '../server/server.ts';
import { superviseArm } from '../shell/supervise-arm.ts';
import { LabService } from '../shell/lab-service.ts';
import { launchNode } from '../transport/launch-host.ts';
import { LabFollower } from './follow-lab.ts';
import { interruptible } from './interrupt.ts';
import type { Output } from './output.ts';
import { ARM_HOST, LAB_HOST, PAGE_FOLDER } from './window-files.ts';

export interface BrowserOptions {
  readonly data: string | undefined;
  readonly port: number;
}

/** Serves the window until Ctrl-C, and shows in the terminal what the lab does. @returns the exit code. */
export async function startInBrowser({ data, port }: BrowserOptions, output: Output): Promise<number> {
  const follower = new LabFollower(output);
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<WorkbenchError>();
  const arm = superviseArm(dataFolder(data), launch(ARM_HOST), (error) => output.error(error));
  const lab = new LabService(dataFolder(data), launch(LAB_HOST), () => arm.connect(), {
    started() {
      const port = lab.connect();
      if (port) void follower.follow(connectLab(port)).catch(() => {});
    },
    failed: (error) => output.error(error),
    gaveUp: giveUp,
  });
  const hosts = { lab, arm };
  const server = await startServer({ port, folder: PAGE_FOLDER, connect: (host) => hosts[host].connect() });
  try {
    return await interruptible(output, async (signal) => {
      lab.start();
      arm.start();
      output.result({ type: 'link', link: server.link }, `Open ${server.link}`);
      output.note('It shows the arm as it learns. Ctrl-C saves and ends.');
      const error = await Promise.race([gaveUp, aborted(signal)]);
      if (error) throw error;
      return 0;
    });
  } finally {
    await server.close();
    await Promise.all([lab.end(), arm.end()]);
    output.note('Saved.');
  }
}

const launch = (file: string) => (settings: object) => launchNode({ file, settings }, process.execPath);

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
}
