import { expect, it } from 'vitest';
import { PicturePace } from './picture-pace.ts';
import { qualityFor } from './quality.ts';

/** A graphics driver whose pictures take as long as it is told. */
class Driver {
  now_ms = 0;
  picture_ms = 0;
  readonly SYNC_STATUS = 1;
  readonly SIGNALED = 2;
  readonly SYNC_GPU_COMMANDS_COMPLETE = 3;
  #done_ms = 0;
  isContextLost = () => false;
  flush() {}
  deleteSync() {}
  fenceSync() {
    this.#done_ms = this.now_ms + this.picture_ms;
    return {};
  }
  getSyncParameter = () => (this.now_ms >= this.#done_ms ? this.SIGNALED : 0);
}

/** Pictures drawn in ten seconds of animation frames. */
function picturesIn10s(quality: ReturnType<typeof qualityFor>, picture_ms: number): number {
  const driver = new Driver();
  driver.picture_ms = picture_ms;
  let finished = 0;
  const pace = new PicturePace(driver as unknown as WebGL2RenderingContext, quality, () => finished++);
  let pictures = 0;
  for (let frame = 0; frame < 600; frame++) {
    driver.now_ms = frame * (1000 / 60);
    if (pace.wait_ms(driver.now_ms) > 0) continue;
    // One picture at a time: the last one is finished, which is told once.
    if (quality.maxShare < 1) expect(finished).toBe(pictures);
    pictures++;
    pace.begun(driver.now_ms);
  }
  return pictures;
}

it('draws at every animation frame with a graphics card', () => {
  expect(picturesIn10s(qualityFor('a graphics card'), 3)).toBe(600);
});

it('draws at a low rate without one, and less often the longer a picture takes', () => {
  const quality = qualityFor('SwiftShader');
  const [quick, slow] = [picturesIn10s(quality, 5), picturesIn10s(quality, 200)];
  expect(quick).toBeLessThanOrEqual(10 * quality.maxRate_Hz + 1);
  expect(quick).toBeGreaterThan(2 * slow);
  // However slow, it never seems to stand.
  expect(slow).toBeGreaterThanOrEqual(5);
});
