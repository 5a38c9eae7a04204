import { app, BrowserWindow } from 'electron';

/** One workbench per data folder: a second start shows the window of the first. @returns whether this is the first. */
export function beTheOnlyOne(): boolean {
  const data = process.env['AQL_WORKBENCH_DATA'];
  // Where the lock is kept, with cookies and window state beside it.
  if (data) app.setPath('userData', `${data}/window`);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  return true;
}
