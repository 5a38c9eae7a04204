import { app } from 'electron';
import type { LabService } from '../shell/lab-service.ts';

/** Closing the window ends the app, once the lab has saved. */
export function endWithTheLab(lab: LabService): void {
  let hasEnded = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void lab.end().then(() => {
      hasEnded = true;
      app.quit();
      return null;
    });
  });
}
