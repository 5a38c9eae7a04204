import { app } from 'electron';

interface Ending {
  /** Saves, or brings an arm to rest, and ends. */
  end(): Promise<void>;
}

/** Closing the window ends the app, once its hosts have ended. */
export function endWithTheHosts(hosts: readonly Ending[]): void {
  let hasEnded = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void Promise.all(hosts.map((host) => host.end())).then(() => {
      hasEnded = true;
      app.quit();
      return null;
    });
  });
}
