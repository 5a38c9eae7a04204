/** The desktop window: Electron's main process. It computes nothing; its hosts are processes of their own. */
import { app, dialog } from 'electron';
import { WorkbenchError } from '../../contracts/errors.ts';
import { startArm } from './arm.ts';
import { serveDownloads } from './downloads.ts';
import { forbidLeaving, grantNoPermission } from './forbid-leaving.ts';
import { startLab } from './lab.ts';
import { setMenu } from './menu.ts';
import { declarePageScheme, servePage } from './page.ts';
import { servePorts } from './ports.ts';
import { endWithTheHosts } from './quit.ts';
import { beTheOnlyOne } from './single-instance.ts';
import { endWithTheTerminal } from './terminal.ts';
import { openWindow, reopenOnActivation } from './window.ts';

declarePageScheme();
forbidLeaving();
if (beTheOnlyOne()) app.whenReady().then(setUp).catch(explainAndEnd);

function setUp(): void {
  grantNoPermission();
  servePage();
  serveDownloads();
  const arm = startArm();
  const lab = startLab(arm);
  servePorts({ lab, arm });
  setMenu();
  openWindow();
  reopenOnActivation();
  endWithTheTerminal();
  endWithTheHosts([lab, arm]);
}

function explainAndEnd(thrown: unknown): void {
  const { message, remedy } = WorkbenchError.from(thrown);
  dialog.showErrorBox(message, remedy);
  app.exit(1);
}
