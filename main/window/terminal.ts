import { app } from 'electron';
import type { LabService } from '../shell/lab-service.ts';
import { openChannels } from '../transport/channels.ts';
import { pipe } from '../transport/pipe.ts';
import { nodePort } from '../transport/process-port.ts';

const terminal = process.send ? nodePort(process as never) : null;
const openChannel = terminal && openChannels(terminal);

/** Joins the terminal that started this program, if one did, to a lab that has just begun. */
export function joinTerminal(lab: LabService): void {
  const port = openChannel && lab.connect();
  if (port) pipe(openChannel('lab'), port);
}

/** Ends with the terminal that started this program: Ctrl-C there closes the window here. */
export function endWithTheTerminal(): void {
  terminal?.onClose(() => app.quit());
}
