import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, launchChromium, noChromium, openFrugalPage } from './testing/chromium.ts';
import { dragTarget } from './testing/drag-target.ts';
import { startWorkbench, temporaryData, until, type Workbench } from './testing/workbench.ts';

// One story in the order of these tests: a policy that has hardly learned moves the twin, and is looked into afterwards.
describe.skipIf(noChromium)(`a dry run${noChromium ? ` (${noChromium})` : ''}`, { timeout: 400_000 }, () => {
  const waiting = { timeout: 180_000 };
  const data = temporaryData();
  let workbench: Workbench;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [workbench, browser] = await Promise.all([startWorkbench(data.folder), launchChromium()]);
    await learnALittle();
    page = await openFrugalPage(browser, 1100, 800, waiting.timeout);
    complaints = complaintsOf(page);
    await page.goto(workbench.link.href);
  }, waiting.timeout);
  afterAll(async () => {
    await browser.close();
    await workbench.interrupt();
    data.remove();
  });

  async function learnALittle(): Promise<void> {
    const { lab, close } = await workbench.connect();
    const [first] = await until(
      () => lab.runs(),
      ([run]) => run !== undefined && run.environmentSteps > 0,
    );
    await lab.stop(first!.id);
    close();
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const place_mm = () => Promise.all(['x', 'y', 'z'].map((axis) => page.getByLabel(`Target ${axis}, mm`).inputValue()));

  it('moves the twin alone, and needs no calibrated arm', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Arm' }).click();
    await button('Start a virtual arm').click();
    await button('By policy').click();
    await page.getByRole('list', { name: 'Checks' }).waitFor();
    expect(await button('Move the arm').isDisabled()).toBe(true);
    await button('Dry run').click();
    await page
      .getByLabel('Deployment')
      .getByText(/^[1-9]\d* \/ /)
      .waitFor();
  });

  it('goes on to where its target is dragged in the scene', async () => {
    const before_mm = await place_mm();
    await dragTarget(page, [-24, -8]);
    await expect.poll(place_mm, waiting).not.toEqual(before_mm);
    await page
      .getByLabel('Deployment')
      .getByText(/^[1-9]\d* \/ /)
      .waitFor();
    expect(await page.getByText(/out of reach/).count()).toBe(0);
  });

  it('is gone through on the page Inspect, step by step, with every decision', async () => {
    await button('End').click();
    await button('Inspect').click();
    await page.getByRole('rowheader', { name: 'Dry runs' }).waitFor();
    await page.getByText(/^Dry run of SO-100/).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^\s*Step\s+1\s+of \d+/).waitFor();
    await page.getByLabel('Episode').getByText('100 proposals').waitFor();
    expect(complaints).toEqual([]);
  });
});
