import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, launchChromium, noChromium, openFrugalPage } from './testing/chromium.ts';
import { startWorkbench, temporaryData, type Workbench } from './testing/workbench.ts';

// One story in the order of these tests: a newcomer's first minutes, in a browser.
describe.skipIf(noChromium)(`in a browser${noChromium ? ` (${noChromium})` : ''}`, { timeout: 400_000 }, () => {
  // Every wait is for something to be seen. They are long for the sake of machines that have other things to do.
  const waiting = { timeout: 180_000 };
  const data = temporaryData();
  let workbench: Workbench;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [workbench, browser] = await Promise.all([startWorkbench(data.folder), launchChromium()]);
    page = await openFrugalPage(browser, 820, 580, waiting.timeout);
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
  /** A moving scene leaves little time for anything else. */
  const holdStill = () => page.getByLabel('Speed').selectOption('Held still');
  const status = (text: string, of = page) => of.getByText(text, { exact: true }).first().waitFor();
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });

  it('the link opens on the first run, already in training, its arm in the scene', async () => {
    await page.goto(workbench.link.href);
    await heading('first').waitFor();
    await status('training');
    await page.getByText(/of 200,000 steps/).waitFor();
    await expect.poll(watchedEpisode, waiting).toMatch(/Step\s+[1-9]/);
    expect(page.url()).not.toContain('token');
    await holdStill();
    await button('Pause').click();
    await status('paused');
  });

  it('a reload in mid-run comes back to it', async () => {
    await page.reload();
    await heading('first').waitFor();
    await status('paused');
  });

  it('no panel is lost by a middle click or a key on its tab', async () => {
    const tab = page.getByRole('tab', { name: 'Log' });
    await tab.click({ button: 'middle' });
    await tab.press('Delete');
    await tab.click();
    await page.getByRole('tab', { name: 'Log', selected: true }).waitFor();
    expect(await page.getByRole('tab').count()).toBe(4);
  });

  it('a second window shows the same, and what is done in one shows in both', async () => {
    const second = await page.context().newPage();
    second.setDefaultTimeout(waiting.timeout);
    await second.goto(new URL('/', workbench.link).href);
    await second.getByRole('button', { name: 'Resume', exact: true }).click();
    await status('training');
    await second.getByRole('button', { name: 'Stop', exact: true }).click();
    await status('stopped');
    await status('stopped', second);
    await second.close();
  });

  it('a new run is begun by its form, and trains to its end', async () => {
    await go('Runs');
    await button('New run').click();
    await page.getByLabel('Name').fill('short');
    await page.getByLabel('Environment steps', { exact: true }).fill('1500');
    await button('Start training').click();
    await heading('short').waitFor();
    await status('finished');
  });

  it('an episode that was watched to its end is inspected', async () => {
    await page.getByLabel('Speed').selectOption('4×');
    await expect.poll(watchedEpisode, waiting).toMatch(/Episode\s+[2-9]/);
    await holdStill();
    await button('Inspect').click();
    await page.getByRole('heading', { name: 'Inspect' }).waitFor();
    await page.getByRole('slider').first().waitFor();
  });

  it('its policy is measured', async () => {
    await go('Runs');
    await page.getByRole('button', { name: 'Actions for short' }).click();
    await page.getByRole('menuitem', { name: 'Evaluate…' }).click();
    await page.getByLabel('Episodes', { exact: true }).fill('2');
    await button('Evaluate').click();
    await page.getByText('Mean return').waitFor();
    await button('Close').click();
  });

  it('its policy is exported as a file', async () => {
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
