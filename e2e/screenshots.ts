/**
 * Pictures of every page, light and dark, for the docs: starts the workbench in an empty data folder, lets the first run
 * learn for a while, and photographs it in Chromium.
 *
 *     npm run screenshots [-- --steps 40000]
 */
import { mkdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { LabApi } from '../contracts/lab-api.ts';
import { photographArm } from './arm-pictures.ts';
import { launchChromium, noChromium } from './testing/chromium.ts';
import { startWorkbench, temporaryData, until } from './testing/workbench.ts';

/** By default enough for the arm to find its way. */
const { values: options } = parseArgs({ options: { steps: { type: 'string', default: '40000' } } });
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
/** Every detail, although no graphics card draws it. */
const SETTINGS = JSON.stringify({ quality: 'full' });
/** A step of the episode at which the arm is on its way. */
const STEP_ON_THE_WAY = 12;
/** For a scene that stands still, ghosts included. */
const DRAWN_WITHIN_MS = 5_000;

if (noChromium) {
  console.error(`No pictures: ${noChromium}.`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const data = temporaryData();
const workbench = await startWorkbench(data.folder);
const { lab } = await workbench.connect();
await learn(lab);
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    // At rest, so that no picture is of a transition.
    const looks = { colorScheme, reducedMotion: 'reduce' } as const;
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...looks });
    page.setDefaultTimeout(300_000);
    await page.addInitScript(`localStorage['aql-workbench.settings'] = '${SETTINGS}'`);
    await page.goto(workbench.link.href);
    await photograph(page, colorScheme);
    await photographArm(page, (name) => page.screenshot({ path: `${folder}${name}-${colorScheme}.png` }));
    await page.close();
  }
} finally {
  await browser.close();
  await workbench.interrupt();
  data.remove();
}

/** The first run learns and is held, so that the cores draw; two shorter runs beside it fill the table. */
async function learn(lab: LabApi): Promise<void> {
  const [first] = await until(
    () => lab.runs(),
    (runs) => (runs[0]?.environmentSteps ?? 0) >= Number(options.steps) || runs[0]?.activity === 'idle',
  );
  if (first!.activity === 'training') await lab.stop(first!.id);
  for (const seed of [2, 3]) {
    const run = { seed, environmentSteps: Number(options.steps) / 2 };
    const id = await lab.create({ name: `seed ${seed}`, task: 'so101-reach', run });
    await lab.tag(id, ['short']);
    await until(
      () => lab.runs(),
      (runs) => runs.find((run) => run.id === id)?.activity === 'idle',
    );
  }
  if (first!.status === 'solved') return;
  await lab.resume(first!.id);
  await lab.pause(first!.id);
}

async function photograph(page: Page, theme: string): Promise<void> {
  const picture = (name: string) => page.screenshot({ path: `${folder}${name}-${theme}.png` });
  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
  const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

  await go('Runs');
  await page.getByRole('link', { name: 'first', exact: true }).click();
  await page
    .getByLabel('Watched episode')
    .filter({ hasText: /Step\s*(\d\d)/ })
    .waitFor();
  await page.getByLabel('Speed').selectOption('Held still');
  await setTimeout(DRAWN_WITHIN_MS);
  await picture('train');

  await go('Runs');
  await heading('Runs');
  await picture('runs');
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await heading('New run');
  await picture('new-run');
  await page.goto(new URL('/#/settings', workbench.link).href);
  await heading('Settings');
  await picture('settings');

  await go('Runs');
  await page.getByRole('button', { name: 'Actions for first', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Inspect episodes' }).click();
  await page.getByRole('slider', { name: 'Step of the episode' }).waitFor();
  for (let step = 0; step < STEP_ON_THE_WAY; step++) await page.keyboard.press('ArrowRight');
  await setTimeout(DRAWN_WITHIN_MS);
  await picture('inspect');
}
