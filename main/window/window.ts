import { app, BrowserWindow, dialog, nativeTheme } from 'electron';
import { PAGE_ORIGIN } from './page.ts';
import { PRELOAD } from './paths.ts';
import { rememberState, savedState } from './window-state.ts';

const SMALLEST = { minWidth: 800, minHeight: 560 };
/** A page that crashes more often than this within a minute is not simply loaded again. */
const RELOADS_PER_MINUTE = 3;

/** Opens the window, where it was the last time. */
export function openWindow(): void {
  const saved = savedState();
  const window = new BrowserWindow({
    ...(saved?.bounds ?? { width: 1440, height: 900 }),
    ...SMALLEST,
    show: false,
    title: 'AQL Workbench',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171c' : '#f7f8fa',
    webPreferences: {
      preload: PRELOAD,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  if (saved?.isMaximized) window.maximize();
  rememberState(window);
  recover(window);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${PAGE_ORIGIN}/index.html`);
}

/** macOS keeps an app without windows; its icon opens one again. */
export function reopenOnActivation(): void {
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
}

/** A page that crashed is loaded again; one that hangs, or crashes again and again, is left to the person. */
function recover(window: BrowserWindow): void {
  const crashes_ms: number[] = [];
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit') return;
    const now_ms = performance.now();
    crashes_ms.push(now_ms);
    const recent = crashes_ms.filter((crash_ms) => now_ms - crash_ms < 60_000);
    if (recent.length <= RELOADS_PER_MINUTE) window.reload();
    else void askToReload(window, `The window's page crashed again and again (${reason}).`);
  });
  window.on('unresponsive', () => void askToReload(window, "The window's page does not answer."));
}

async function askToReload(window: BrowserWindow, message: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail: 'Training goes on meanwhile, and nothing of it is lost.',
    buttons: ['Load it again', 'Wait', 'Quit'],
  });
  if (response === 0) window.reload();
  if (response === 2) app.quit();
}
