import { execFileSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsOf, launchChromium, noChromium, openFrugalPage } from './testing/chromium.ts';
import { SO101_MODEL } from './testing/so101-model.ts';
import { startWorkbench, temporaryData, until, type Workbench } from './testing/workbench.ts';

// One story in the order of these tests: a virtual arm is calibrated, moved and stopped.
describe.skipIf(noChromium)(`an arm in a browser${noChromium ? ` (${noChromium})` : ''}`, { timeout: 400_000 }, () => {
  const waiting = { timeout: 180_000 };
  const data = temporaryData();
  let workbench: Workbench;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [workbench, browser] = await Promise.all([startWorkbench(data.folder), launchChromium()]);
    await stopTraining();
    page = await openFrugalPage(browser, 1100, 800, waiting.timeout);
    complaints = complaintsOf(page);
    await page.goto(workbench.link.href);
  });
  afterAll(async () => {
    await browser.close();
    await workbench.interrupt();
    data.remove();
  });

  /** The first run, which begins by itself, has no part in this. */
  async function stopTraining(): Promise<void> {
    const { lab, close } = await workbench.connect();
    const [first] = await until(
      () => lab.runs(),
      (runs) => runs.length > 0,
    );
    await lab.stop(first!.id);
    close();
  }

  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const bar = () => page.getByRole('region', { name: 'Connected arm' });
  const mode = (name: string) => bar().getByText(name, { exact: true }).waitFor();
  const angle_deg = async () =>
    Number.parseFloat((await page.locator('[data-joint=shoulder_pan]').innerText()).replace('−', '-'));

  /** On a busy machine a tick may come too late; then the arm stops, and says why. */
  async function clearFaults(): Promise<void> {
    const clear = button('Clear');
    if (await clear.isVisible()) await clear.click();
  }

  it('of one’s own is described by its model and a form, deleted, and brought back', async () => {
    await go('Arm');
    await button('Your own…').click();
    await page.getByLabel('Files of the model').setInputFiles(SO101_MODEL);
    await page.getByLabel('Servo id of gripper').fill('1');
    await page.getByText('Another joint has this id.').first().waitFor();
    expect(await button('Save').isDisabled()).toBe(true);
    await page.getByLabel('Servo id of gripper').fill('6');
    await page.getByLabel('Name').fill('Mine');
    await button('Save').click();
    await page.getByRole('button', { name: 'Delete this arm' }).click();
    await expect.poll(() => page.getByRole('option', { name: 'Mine' }).count(), waiting).toBe(0);
    await button('Undo').last().click();
    await expect.poll(() => page.getByRole('option', { name: 'Mine' }).count(), waiting).toBe(1);
  });

  it('is connected by one click, and must be calibrated first', async () => {
    await page.getByRole('combobox', { name: 'Arm', exact: true }).selectOption('SO-100 / SO-101 follower');
    await button('Start a virtual arm').click();
    await button('Calibrate').waitFor();
    expect(await button('Switch torque on').count()).toBe(0);
  });

  it('is calibrated step by step', async () => {
    await button('Calibrate').click();
    await heading('Centre pose').waitFor();
    await button('Do it for me').click();
    for (const step of ['From end to end', 'Directions']) await heading(step).waitFor();
    await button('Switch torque on').waitFor();
    await page.getByText('Calibrated just now', { exact: false }).waitFor();
  });

  it('goes where a slider says, and holds', async () => {
    await button('Switch torque on').click();
    await mode('Holding');
    await expect
      .poll(async () => {
        await clearFaults();
        await page.getByLabel('Goal of shoulder pan').fill('20', { timeout: 5_000 });
        return angle_deg();
      }, waiting)
      .toBeGreaterThan(18);
    await mode('Holding');
  });

  /** Moves a slider, and lets the page do nothing else for a while soon after. */
  async function moveAndHang(to_deg: number, hangs_ms: number): Promise<void> {
    await clearFaults();
    await page.getByLabel('Goal of shoulder pan').fill(String(to_deg));
    await page.evaluate((hangs_ms) => {
      const until = performance.now() + hangs_ms;
      while (performance.now() < until);
    }, hangs_ms);
  }

  it('goes on while its window is held up for less than a second', async () => {
    let goal_deg = 20;
    await expect
      .poll(async () => {
        goal_deg = -goal_deg;
        await moveAndHang(goal_deg, 700);
        return (await page.getByRole('region', { name: 'Faults' }).count()) === 0 && angle_deg();
      }, waiting)
      .toSatisfy((angle: number | false) => angle !== false && Math.abs(angle - goal_deg) < 3);
  });

  it('holds, without a fault, when its window hangs', async () => {
    await moveAndHang(100, 2_500);
    await page.getByText(/held up for too long/).waitFor();
    await mode('Holding');
    expect(await page.getByRole('region', { name: 'Faults' }).count()).toBe(0);
  });

  it('is stopped by the space bar on another page', async () => {
    await clearFaults();
    await button('Park, release').click();
    await mode('Parking');
    await go('Runs');
    await page.keyboard.press('Space');
    await mode('Holding');
    expect(complaints).toEqual([]);
  });

  it('what it did is shown again', async () => {
    await go('Arm');
    await button('Show it again').first().click();
    await page.getByLabel('Moment of the log').fill('10');
    await page.getByText(/^\s*Step\s+10\s+of \d+/).waitFor();
    await page.getByText('A recording: nothing moves now.').waitFor();
    await button('Back').click();
    await button('By hand').waitFor();
    expect(complaints).toEqual([]);
  });

  it('the death of what drives it is told, and it is found again', async () => {
    process.kill(armHost(), 'SIGKILL');
    await page.getByText(/ended unexpectedly \(signal SIGKILL\)/).waitFor();
    await go('Arm');
    await button('Start a virtual arm').click();
    await button('Switch torque on').waitFor();
  });

  function armHost(): number {
    const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    const mine = processes.find((line) => line.includes('arm-host') && line.includes(data.folder));
    return Number.parseInt(mine!, 10);
  }
});
