import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, launchChromium, noChromium, openFrugalPage } from './testing/chromium.ts';
import { dragTarget } from './testing/drag-target.ts';
import { startWorkbench, temporaryData, until, type Workbench } from './testing/workbench.ts';

/** By then the arm finds its way from near its home pose. */
const LEARNED_steps = 40_000;
/** Each within reach, mm. */
const TARGETS_mm = [
  [240, 60, 160],
  [220, -80, 120],
  [260, 0, 200],
] as const;

/** Training the policy takes minutes, and the arm wants a machine that does nothing else. */
const reason = noChromium || (process.env['AQL_TEST_DEPLOY'] ? null : 'set AQL_TEST_DEPLOY=1: it takes minutes');

// One story in the order of these tests: the first run's policy moves a virtual arm.
describe.skipIf(reason)(`a policy on an arm${reason ? ` (${reason})` : ''}`, { timeout: 900_000 }, () => {
  const waiting = { timeout: 300_000 };
  const data = temporaryData();
  let workbench: Workbench;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    workbench = await startWorkbench(data.folder);
    await learn();
    browser = await launchChromium();
    page = await openFrugalPage(browser, 1100, 800, waiting.timeout);
    complaints = complaintsOf(page);
    await page.goto(workbench.link.href);
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    await workbench.interrupt();
    data.remove();
  });

  async function learn(): Promise<void> {
    const { lab, close } = await workbench.connect();
    const [first] = await until(
      () => lab.runs(),
      ([run]) => run !== undefined && (run.environmentSteps >= LEARNED_steps || run.status === 'solved'),
    );
    if (first!.activity !== 'idle') await lab.stop(first!.id);
    close();
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const card = () => page.getByRole('region', { name: 'Policy on the arm' });
  const status = () => card().getByRole('status').innerText();
  const says = async (words: RegExp): Promise<void> => {
    await expect.poll(status, waiting).toMatch(words);
  };

  /** On a busy machine a step may come too late: then the arm stops, and a person lets it on. */
  async function reaches(): Promise<void> {
    await expect
      .poll(async () => {
        if (await button('Clear').isVisible()) await button('Clear').click();
        const now = await status();
        if (
          !now.includes('Reached') &&
          (await button('Go on')
            .isEnabled({ timeout: 100 })
            .catch(() => false))
        )
          await button('Go on').click();
        return now;
      }, waiting)
      .toContain('Reached');
  }

  async function place([x, y, z]: readonly [number, number, number]): Promise<void> {
    for (const [axis, value] of Object.entries({ x, y, z })) {
      const field = page.getByLabel(`Target ${axis}, mm`);
      await field.fill(String(value));
      await field.press('Enter');
    }
  }

  it('an arm that is not calibrated is refused, with the way out', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Arm' }).click();
    await button('Start a virtual arm').click();
    await button('By policy').click();
    await page
      .getByRole('list', { name: 'Checks' })
      .getByText(/calibrate/i)
      .first()
      .waitFor();
    expect(await button('Move the arm').isDisabled()).toBe(true);
    await button('By hand').click();
    await button('Calibrate').click();
    await button('Do it for me').click();
    await button('Switch torque on').waitFor();
  });

  it('a dry run moves the twin alone', async () => {
    await button('By policy').click();
    await page.getByText('All is well.').waitFor();
    await place(TARGETS_mm[0]);
    await page.getByText('All is well.').waitFor();
    await button('Dry run').click();
    await says(/Dry run|Reached/);
    await page.getByRole('region', { name: 'Connected arm' }).getByText('Torque off').waitFor();
    await button('End').click();
    await button('Move the arm').waitFor();
  });

  it('the policy brings the arm to targets, one after the other', async () => {
    await button('Move the arm').click();
    for (const target of TARGETS_mm) {
      // It is on its way to the first one already.
      if (target !== TARGETS_mm[0]) await place(target);
      await says(/Running|Stopped/);
      await reaches();
      const away = await page.getByLabel('Distance to the target').innerText();
      expect(Number.parseFloat(away)).toBeLessThanOrEqual(20);
    }
  });

  it('the policy follows a target that is dragged in the scene', async () => {
    await dragTarget(page, [-24, -8]);
    await says(/Running|Stopped/);
    await reaches();
  });

  it('the difference between arm and twin is shown, and the arm is free again in the end', async () => {
    await button('Arm and twin').click();
    await page.getByRole('heading', { name: 'Arm minus twin' }).waitFor();
    await button('End').click();
    await button('Move the arm').waitFor();
    await page.getByRole('region', { name: 'Connected arm' }).getByText('Holding').waitFor();
  });

  it('what it did is gone through on the page Inspect, and from there in the log of the arm', async () => {
    await button('Inspect').click();
    await page.getByText(/^SO-100 .*: the target was reached, \d+ mm away\./).waitFor();
    await button('Log').click();
    await page.getByText('A recording: nothing moves now.').waitFor();
    await page.getByText('Policy', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});
