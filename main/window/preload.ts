/** All that the page gets of Electron: a way to ask for a port to a host, which comes as a message of its window. */
import { contextBridge, ipcRenderer } from 'electron';

interface PageWindow {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void;
}

contextBridge.exposeInMainWorld('workbench', {
  requestPort: (host: string) => ipcRenderer.send('request-port', host),
});

ipcRenderer.on('port', ({ ports }, host: string) => {
  const page = globalThis as unknown as PageWindow;
  page.postMessage(`${host}-port`, page.location.origin, ports);
});
