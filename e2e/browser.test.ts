import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, launchChromium, noChromium } from './testing/chromium.ts';
import { startWorkbench, temporaryData, type Workbench } from './testing/workbench.ts';

// One story in the order of these tests: a newcomer's first minutes, in a browser.
const obstacle = process.env['AQL_BROWSER_TESTS']
  ? noChromium
  : 'set AQL_BROWSER_TESTS=1: it draws by software and needs a machine at rest';
describe.skipIf(obstacle)(`in a browser${obstacle ? ` (${obstacle})` : ''}`, { timeout: 240_000 }, () => {
  // Generous: all of it shares the processor with a scene that is drawn by software.
  const waiting = { timeout: 100_000 };
  const data = temporaryData();
  let workbench: Workbench;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [workbench, browser] = await Promise.all([startWorkbench(data.folder), launchChromium()]);
    context = await browser.newContext({ viewport: { width: 900, height: 600 } });
    page = await context.newPage();
    page.setDefaultTimeout(waiting.timeout);
    complaints = complaintsOf(page);
  });
  afterAll(async () => {
    await browser.close();
    await workbench.interrupt();
    data.remove();
  });

  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const watchedEpisode = () => page.getByLabel('Watched episode').innerText();
  /** Where the graphics card is software, a moving scene leaves little time for anything else. */
  const holdStill = () => page.getByLabel('Speed').selectOption('Held still');
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });

  it('the link opens on the first run, already in training, its arm in the scene', async () => {
    await page.goto(workbench.link.href);
    await heading('first').waitFor();
    await page.getByText('training', { exact: true }).waitFor();
    await page.getByText(/of 200,000 steps/).waitFor();
    await expect.poll(watchedEpisode, waiting).toMatch(/Step\s+[1-9]/);
    expect(page.url()).not.toContain('token');
    await holdStill();
  });

  it('a reload in mid-run comes back to it', async () => {
    await page.reload();
    await heading('first').waitFor();
    await page.getByText('training', { exact: true }).waitFor();
  });

  it('a second window shows the same, and stopping in one shows in both', async () => {
    const second = await context.newPage();
    await second.goto(new URL('/', workbench.link).href);
    await second.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('stopped', { exact: true }).waitFor();
    await second.getByText('stopped', { exact: true }).waitFor();
    await second.close();
  });

  it('a new run is begun by its form, and trains to its end', async () => {
    await go('Runs');
    await button('New run').click();
    await page.getByLabel('Name').fill('short');
    await page.getByLabel('Environment steps', { exact: true }).fill('1500');
    await button('Start training').click();
    await heading('short').waitFor();
    await page.getByText('finished', { exact: true }).waitFor();
  });

  it('an episode that was watched to its end is inspected', async () => {
    await page.getByLabel('Speed').selectOption('4×');
    await expect.poll(watchedEpisode, waiting).toMatch(/Episode\s+[2-9]/);
    await holdStill();
    await button('Inspect').click();
    await page.getByRole('heading', { name: 'Inspect' }).waitFor();
    await page.getByRole('slider').first().waitFor();
  });

  it('its policy is exported as a file', async () => {
    await go('Runs');
    await page.getByRole('button', { name: 'Actions for short' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export policy (ONNX)' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.onnx$/);
    expect(readFileSync(await download.path()).byteLength).toBeGreaterThan(10_000);
  });

  it('the death of the lab is told, and the window finds the next one', async () => {
    expect(complaints).toEqual([]);
    process.kill(workbench.labPid(), 'SIGKILL');
    await page.getByText(/lab is not connected/).waitFor();
    await page.getByText(/lab is not connected/).waitFor({ state: 'hidden' });
    await page.getByText('short').first().waitFor();
  });

  it('a wrong link is refused in words', async () => {
    const stranger = await browser.newPage();
    await stranger.goto(new URL('/?token=guessed', workbench.link).href);
    expect(await stranger.innerText('body')).toContain('no longer valid');
    await stranger.goto(new URL('/', workbench.link).href);
    expect(await stranger.innerText('body')).toContain('open the link');
  });
});
