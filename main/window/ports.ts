import { ipcMain, MessageChannelMain } from 'electron';
import { hostNames, type HostName } from '../../contracts/hosts.ts';
import type { Port } from '../../contracts/port.ts';
import { pipe } from '../transport/pipe.ts';
import { electronPort } from './electron-port.ts';
import { PAGE_ORIGIN } from './page.ts';

interface Host {
  /** A port for one more window; null while there is no host. */
  connect(): Port | null;
}

/** Gives the page a port to a host whenever it asks for one: at its start, and after the host has crashed. */
export function servePorts(hosts: Readonly<Record<HostName, Host>>): void {
  ipcMain.on('request-port', ({ senderFrame, sender }, asked: unknown) => {
    if (senderFrame !== sender.mainFrame || !senderFrame.url.startsWith(`${PAGE_ORIGIN}/`)) return;
    const name = hostNames.find((host) => host === asked);
    if (!name) return;
    const { port1, port2 } = new MessageChannelMain();
    senderFrame.postMessage('port', name, [port2]);
    const toHost = hosts[name].connect();
    if (toHost) pipe(electronPort(port1), toHost);
    else port1.close();
  });
}
