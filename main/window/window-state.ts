import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';

const stateSchema = z.object({
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number().min(400), height: z.number().min(300) }),
  isMaximized: z.boolean(),
});
type WindowState = z.output<typeof stateSchema>;

const file = () => join(app.getPath('userData'), 'window.json');

/** Where the window was when it was last closed; null for the first time, or if that screen is gone. */
export function savedState(): WindowState | null {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(file(), 'utf8')));
    return isOnScreen(state.bounds) ? state : null;
  } catch {
    return null;
  }
}

/** Remembers where the window is when it closes. */
export function rememberState(window: BrowserWindow): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      mkdirSync(dirname(file()), { recursive: true });
      writeFileSync(file(), JSON.stringify(state));
    } catch {
      // Then the window opens next time as it did the first.
    }
  });
}

/** Whether enough of it lies on a screen to be taken hold of. */
function isOnScreen({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    return visible >= 100 && y >= area.y && y <= area.y + area.height - 50;
  });
}
