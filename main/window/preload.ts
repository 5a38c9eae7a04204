/** All that the page gets of Electron: a way to ask for a port to the lab, which comes as a message of its window. */
import { contextBridge, ipcRenderer } from 'electron';

interface PageWindow {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void;
}

contextBridge.exposeInMainWorld('workbench', { requestPort: () => ipcRenderer.send('request-port') });

ipcRenderer.on('lab-port', ({ ports }) => {
  const page = globalThis as unknown as PageWindow;
  page.postMessage('lab-port', page.location.origin, ports);
});
