import type { Browser, Page } from 'playwright-core';
import { RunStore } from '../../main/runs/index.ts';
import { composeConfig } from '../../main/lab/index.ts';
import { launchChromium, type Graphics } from '../../e2e/testing/chromium.ts';
import { startWorkbench, temporaryData, type Workbench } from '../../e2e/testing/workbench.ts';

/** A workbench that serves, its data, and a browser that has not opened its link yet. */
export interface Opened {
  readonly dataFolder: string;
  readonly workbench: Workbench;
  readonly browser: Browser;
}

/** Gives `work` a workbench on an empty data folder, and ends it afterwards. It trains nothing by itself. */
export async function withWorkbench<T>(graphics: Graphics, work: (opened: Opened) => Promise<T>): Promise<T> {
  const data = temporaryData();
  finishOneRun(data.folder);
  const [workbench, browser] = await Promise.all([startWorkbench(data.folder), launchChromium(graphics)]);
  try {
    return await work({ dataFolder: data.folder, workbench, browser });
  } finally {
    await browser.close();
    await workbench.interrupt();
    data.remove();
  }
}

/** Opens the window on the run in training. @returns it once its scene shows a watched episode */
export async function openTrainPage({ workbench, browser }: Opened): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(120_000);
  await page.goto(workbench.link.href);
  const moment = page.getByLabel('Watched episode');
  await moment.filter({ hasText: /Step\s*[1-9]/ }).waitFor();
  return page;
}

/** A newest run that is finished keeps `start` from beginning one. */
function finishOneRun(dataFolder: string): void {
  const store = RunStore.open(dataFolder);
  store.create(composeConfig({ task: 'so101-reach' })).setStatus('finished');
  store.close();
}
