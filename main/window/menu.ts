import { app, BrowserWindow, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import { PAGE_ORIGIN } from './page.ts';
import { dataFolder } from './paths.ts';

/** The pages, by the hash that shows each. */
const pages = [
  ['Train', 'train'],
  ['Runs', 'runs'],
  ['Inspect', 'inspect'],
  ['Arm', 'arm'],
  ['Settings', 'settings'],
] as const;

/** The menu bar: what every desktop program has, and the way to each page. */
export function setMenu(): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: '&New Run…', accelerator: 'CmdOrCtrl+N', click: () => show('new') },
        { label: '&Open Data Folder', click: () => void shell.openPath(dataFolder()) },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...pages.map(([label, hash], index) => ({
          label,
          accelerator: `Alt+${index + 1}`,
          click: () => show(hash),
        })),
        { type: 'separator' },
        { role: 'reload' },
        { role: 'togglefullscreen' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function show(page: string): void {
  const [window] = BrowserWindow.getAllWindows();
  void window?.loadURL(`${PAGE_ORIGIN}/index.html#/${page}`);
}
