import { BasicShadowMap, NeutralToneMapping, PCFShadowMap, Scene, WebGLRenderer } from 'three';
import type { SceneDescription } from '../../contracts/scene.ts';
import type { CameraLink } from './camera-link.ts';
import { CameraRig } from './camera-rig.ts';
import { Lighting } from './lighting.ts';
import { ASK_AGAIN_ms, PicturePace } from './picture-pace.ts';
import type { Quality } from './quality.ts';
import { surfaceOf, type Surface } from './surface.ts';
import type { SceneTheme } from './theme.ts';

/** What the stage asks of its play, and tells it. */
export interface StageHooks {
  /** Before every picture. @returns whether the next one will differ. */
  beforePicture(now_ms: number): boolean;
  onAvailable(isAvailable: boolean): void;
}

/**
 * Canvas, camera, lights: everything around what is played. A picture is made only after `invalidate`, in the next
 * animation frame; a hidden or idle stage costs nothing.
 */
export class Stage {
  readonly scene = new Scene();
  readonly renderer: WebGLRenderer;
  readonly canvas: HTMLCanvasElement;
  readonly view: CameraRig;
  readonly #lighting: Lighting;
  readonly #hooks: StageHooks;
  readonly #quality: Quality;
  readonly #surface: Surface;
  readonly #pace: PicturePace;
  readonly #resize = new ResizeObserver(() => this.#fitCanvas());
  readonly #sight = new IntersectionObserver(([entry]) => this.#setInSight(entry!.isIntersecting));
  readonly #listeners = new AbortController();
  #request = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawing: ReturnType<typeof setTimeout> | undefined;
  #isInSight = true;
  #isLost = false;

  /**
   * @param link of the stages that are looked at from the same place.
   * @throws Error if the browser gives no WebGL 2.
   */
  constructor(canvas: HTMLCanvasElement, quality: Quality, link: CameraLink | null, hooks: StageHooks) {
    this.#hooks = hooks;
    this.#quality = quality;
    this.canvas = canvas;
    this.#surface = surfaceOf(canvas, quality);
    const { target } = this.#surface;
    this.renderer = new WebGLRenderer({ canvas: target, antialias: quality.antialias });
    const context = this.renderer.getContext() as WebGL2RenderingContext;
    this.#pace = new PicturePace(context, quality, this.#surface.show);
    this.renderer.toneMapping = NeutralToneMapping;
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = quality.softShadows ? PCFShadowMap : BasicShadowMap;
    this.view = new CameraRig(canvas, link, () => this.invalidate());
    this.#lighting = new Lighting(this.scene, quality);
    this.#lighting.reflectRoom(this.renderer);
    this.#resize.observe(canvas);
    this.#sight.observe(canvas);
    const { signal } = this.#listeners;
    target.addEventListener('webglcontextlost', () => this.#setLost(true), { signal });
    target.addEventListener('webglcontextrestored', () => this.#setLost(false), { signal });
  }

  setTheme(theme: SceneTheme): void {
    this.renderer.setClearColor(theme.background);
    this.#lighting.setTheme(theme);
    this.invalidate();
  }

  /** What the camera fits and the light covers. */
  setBounds(bounds: SceneDescription['bounds_m']): void {
    this.#lighting.fit(bounds);
    this.view.setBounds(bounds);
  }

  /** Asks for a picture. */
  invalidate(): void {
    if (!this.#isInSight || this.#isLost || this.#timer !== undefined) return;
    this.#request ||= requestAnimationFrame(this.#onAnimationFrame);
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#timer);
    clearTimeout(this.#drawing);
    this.#isLost = true; // no more pictures
    this.#listeners.abort();
    this.#resize.disconnect();
    this.#sight.disconnect();
    this.view.dispose();
    this.#lighting.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  readonly #onAnimationFrame = (now_ms: number): void => {
    this.#request = 0;
    const wait_ms = this.#pace.wait_ms(now_ms);
    if (wait_ms > 0) return this.#invalidateIn(wait_ms);
    const isFlying = this.view.advance(now_ms);
    const isMoving = this.#hooks.beforePicture(now_ms);
    this.renderer.render(this.scene, this.view.camera);
    this.#pace.begun(now_ms);
    if (isMoving || isFlying) this.invalidate();
    this.#awaitPicture();
  };

  /** Until it is finished, whether or not the next one is asked for. */
  #awaitPicture(): void {
    clearTimeout(this.#drawing);
    const askAgain = (): void => this.#awaitPicture();
    this.#drawing = this.#pace.isDrawing(performance.now()) ? setTimeout(askAgain, ASK_AGAIN_ms) : undefined;
  }

  /** Not by asking at every animation frame: where pictures are rare, the browser's own part of each would cost most. */
  #invalidateIn(wait_ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.invalidate();
    }, wait_ms);
  }

  #fitCanvas(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0 || height === 0) return;
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, this.#quality.maxPixelRatio));
    this.renderer.setSize(width, height, false);
    this.view.setAspect(width / height);
    this.invalidate();
  }

  #setInSight(isInSight: boolean): void {
    this.#isInSight = isInSight;
    this.invalidate();
  }

  #setLost(isLost: boolean): void {
    this.#isLost = isLost;
    if (!isLost) this.#lighting.reflectRoom(this.renderer);
    this.#hooks.onAvailable(!isLost);
    this.invalidate();
  }
}
