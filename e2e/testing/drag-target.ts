import type { Page } from 'playwright-core';

/** Finer than the target is drawn, however far it is. */
const GRID_px = 18;
const MOVES = 8;

/** Finds the target in the scene by what the pointer becomes there, and drags it by so many pixels. */
export async function dragTarget(page: Page, [right_px, down_px]: readonly [number, number]): Promise<void> {
  const canvas = page.getByLabel('The robot in its scene', { exact: false });
  const box = (await canvas.boundingBox())!;
  const isOnTarget = async () => (await canvas.getAttribute('class'))!.includes('grasping');
  for (let y = box.y + GRID_px; y < box.y + box.height; y += GRID_px) {
    for (let x = box.x + GRID_px; x < box.x + box.width; x += GRID_px) {
      await page.mouse.move(x, y);
      if (!(await isOnTarget())) continue;
      await page.mouse.down();
      await page.mouse.move(x + right_px, y + down_px, { steps: MOVES });
      await page.mouse.up();
      return;
    }
  }
  throw new Error('The pointer met no target in the scene.');
}
