import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { SO101_MODEL } from './testing/so101-model.ts';

const FRUGAL = JSON.stringify({ quality: 'frugal' });
/** After which a calibration is in the midst of its sweep, and a joint on its way. */
const SWEEPING_ms = 8_000;
const MOVING_ms = 250;
const DRAWN_WITHIN_ms = 4_000;

/** Pictures of the Arm page: an arm that is described, and a virtual one that is calibrated, moved, and has a policy. */
export async function photographArm(page: Page, picture: (name: string) => Promise<unknown>): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('navigation').getByRole('link', { name: 'Arm' }).click();
  await button('Your own…').click();
  await page.getByLabel('Files of the model').setInputFiles(SO101_MODEL);
  await page.getByLabel('Lower limit of elbow flex').focus();
  await setTimeout(DRAWN_WITHIN_ms);
  await picture('arm-own');
  await button('Cancel').click();

  await button('Start a virtual arm').click();
  const calibrate = button('Calibrate').or(button('Calibrate again'));
  await calibrate.click();
  await button('Do it for me').click();
  await page.getByRole('heading', { name: 'From end to end' }).waitFor();
  await setTimeout(SWEEPING_ms);
  await picture('arm-calibration');

  await button('Switch torque on').click();
  await page.getByText('Holding', { exact: true }).first().waitFor();
  await setTimeout(DRAWN_WITHIN_ms);
  // Drawing every detail takes every core, and a tick may come too late: then once more.
  for (let goal_deg = 100; ; goal_deg = -goal_deg) {
    await page.getByLabel('Goal of shoulder pan').fill(String(goal_deg));
    await setTimeout(MOVING_ms);
    await picture('arm-moving');
    if (!(await button('Clear').isVisible())) break;
    await button('Clear').click();
  }

  // A window that drew every detail would be too slow to watch over a policy, which then is held.
  await page.addInitScript(`localStorage['aql-workbench.settings'] = '${FRUGAL}'`);
  await page.reload();
  await button('By policy').click();
  await page.getByText('All is well.').waitFor();
  await button('Dry run').click();
  await page
    .getByLabel('Deployment')
    .getByText(/^[1-9]\d* \/ /)
    .waitFor();
  await setTimeout(MOVING_ms);
  await picture('arm-policy');
  await button('End').click();
  await button('Move the arm').waitFor();
  await button('Disconnect').click();
  await button('Start a virtual arm').waitFor();
}
