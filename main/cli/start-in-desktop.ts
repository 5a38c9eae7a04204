import { spawn } from 'node:child_process';
import { connectLab } from '../../contracts/rpc/lab-client.ts';
import { dataFolder } from '../runs/data-folder.ts';
import { acceptChannels } from '../transport/channels.ts';
import { nodePort } from '../transport/process-port.ts';
import { LabFollower } from './follow-lab.ts';
import { interruptible } from './interrupt.ts';
import type { Output } from './output.ts';
import { DESKTOP_PROGRAM } from './window-files.ts';

/**
 * Opens the desktop window, and shows in the terminal what its lab does, until it is closed or Ctrl-C is pressed.
 * @param electron the executable.
 * @returns the exit code; null if the window could not open, for want of a library perhaps.
 */
export async function startInDesktop(
  electron: string,
  data: string | undefined,
  output: Output,
): Promise<number | null> {
  const follower = new LabFollower(output);
  let hasOpened = false;
  const code = await interruptible(output, (signal) => {
    const child = spawn(electron, [DESKTOP_PROGRAM], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: { ...process.env, AQL_WORKBENCH_NODE: process.execPath, AQL_WORKBENCH_DATA: dataFolder(data) },
    });
    // Chromium grumbles there about drivers and buses; it is read so that the pipe never fills.
    child.stderr?.resume();
    const port = nodePort(child);
    acceptChannels(port, (lab) => {
      hasOpened = true;
      void follower.follow(connectLab(lab)).catch(() => {});
    });
    signal.addEventListener('abort', () => port.close());
    return new Promise<number>((resolve) => {
      child.on('error', () => resolve(1));
      child.on('exit', (code) => resolve(code ?? 1));
    });
  });
  if (hasOpened) return code;
  output.note('The desktop window could not open: it is served to a browser instead.');
  return null;
}
