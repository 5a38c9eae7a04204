import { app, session, shell } from 'electron';
import { PAGE_ORIGIN } from './page.ts';

/** The window shows its page and nothing else: no other page and no further window. */
export function forbidLeaving(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!url.startsWith(`${PAGE_ORIGIN}/`)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      // A paper's page opens in the person's own browser.
      if (url.startsWith('https://')) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

/** Camera, microphone, notifications, … : the page needs none of them. */
export function grantNoPermission(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}
