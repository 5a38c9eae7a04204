import { ipcMain, MessageChannelMain } from 'electron';
import type { LabService } from '../shell/lab-service.ts';
import { pipe } from '../transport/pipe.ts';
import { electronPort } from './electron-port.ts';
import { PAGE_ORIGIN } from './page.ts';

/** Gives the page a port to the lab whenever it asks for one: at its start, and after the lab has crashed. */
export function servePorts(lab: LabService): void {
  ipcMain.on('request-port', ({ senderFrame, sender }) => {
    if (senderFrame !== sender.mainFrame || !senderFrame.url.startsWith(`${PAGE_ORIGIN}/`)) return;
    const { port1, port2 } = new MessageChannelMain();
    senderFrame.postMessage('lab-port', null, [port2]);
    const toLab = lab.connect();
    if (toLab) pipe(electronPort(port1), toLab);
    else port1.close();
  });
}
