import {
  BasicShadowMap,
  NeutralToneMapping,
  PCFShadowMap,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { SceneDescription } from '../../contracts/scene.ts';
import type { CameraLink, LinkedCamera } from './camera-link.ts';
import { type CameraPlace, fitCamera, type ViewName } from './camera-view.ts';
import { Lighting } from './lighting.ts';
import { PicturePace } from './picture-pace.ts';
import type { Quality } from './quality.ts';
import type { SceneTheme } from './theme.ts';

const FIELD_OF_VIEW_deg = 32;
const FLIGHT_ms = 450;

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
export class Stage implements LinkedCamera {
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW_deg, 1, 0.01, 100);
  readonly renderer: WebGLRenderer;
  readonly #controls: OrbitControls;
  readonly #lighting: Lighting;
  readonly #hooks: StageHooks;
  readonly #quality: Quality;
  readonly #pace: PicturePace;
  readonly #link: CameraLink | null;
  readonly #resize = new ResizeObserver(() => this.#fitCanvas());
  readonly #sight = new IntersectionObserver(([entry]) => this.#setInSight(entry!.isIntersecting));
  readonly #listeners = new AbortController();
  #bounds: SceneDescription['bounds_m'] | null = null;
  #view: ViewName = 'free';
  #flight: { from: CameraPlace; to: CameraPlace; start_ms: number } | null = null;
  #request = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isFollowing = false;
  #isInSight = true;
  #isLost = false;

  /**
   * @param link of the stages that are looked at from the same place.
   * @throws Error if the browser gives no WebGL 2.
   */
  constructor(canvas: HTMLCanvasElement, quality: Quality, link: CameraLink | null, hooks: StageHooks) {
    this.#hooks = hooks;
    this.#link = link;
    this.#quality = quality;
    this.renderer = new WebGLRenderer({ canvas, antialias: quality.antialias });
    this.#pace = new PicturePace(this.renderer.getContext() as WebGL2RenderingContext, quality);
    this.renderer.toneMapping = NeutralToneMapping;
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = quality.softShadows ? PCFShadowMap : BasicShadowMap;
    this.camera.up.set(0, 0, 1);
    this.#controls = new OrbitControls(this.camera, canvas);
    this.#controls.enableDamping = true;
    this.#controls.maxPolarAngle = 0.53 * Math.PI;
    this.#controls.addEventListener('change', () => this.#onMoved());
    this.#controls.addEventListener('start', () => (this.#flight = null));
    this.#lighting = new Lighting(this.scene, quality);
    this.#lighting.reflectRoom(this.renderer);
    link?.join(this);
    this.#resize.observe(canvas);
    this.#sight.observe(canvas);
    const { signal } = this.#listeners;
    canvas.addEventListener('webglcontextlost', () => this.#setLost(true), { signal });
    canvas.addEventListener('webglcontextrestored', () => this.#setLost(false), { signal });
  }

  setTheme(theme: SceneTheme): void {
    this.renderer.setClearColor(theme.background);
    this.#lighting.setTheme(theme);
    this.invalidate();
  }

  /** What the camera fits and the light covers. */
  setBounds(bounds: SceneDescription['bounds_m']): void {
    this.#bounds = bounds;
    const radius_m = 0.5 * new Vector3(...bounds.low).distanceTo(new Vector3(...bounds.high));
    this.camera.near = 0.05 * radius_m;
    this.camera.far = 60 * radius_m;
    this.#controls.minDistance = 0.3 * radius_m;
    this.#controls.maxDistance = 12 * radius_m;
    this.#lighting.fit(bounds);
    this.lookFrom('free', false);
  }

  /** Looks at all that moves, from one of the presets. @param flying rather than at once. */
  lookFrom(view: ViewName, flying: boolean): void {
    this.#view = view;
    if (this.#bounds) this.#moveTo(this.#place(view), flying);
  }

  /** Looks at all that moves, from where the camera is. */
  fit(flying: boolean): void {
    if (!this.#bounds) return;
    this.#moveTo(this.#place(this.camera.position.clone().sub(this.#controls.target)), flying);
  }

  /** Where the camera is, and what it looks at. */
  get place(): CameraPlace {
    return { position: this.camera.position, target: this.#controls.target };
  }

  /** Looks from the place of a linked camera. */
  follow({ position, target }: CameraPlace): void {
    this.#isFollowing = true;
    this.#flight = null;
    this.camera.position.copy(position);
    this.#controls.target.copy(target);
    this.#controls.update();
    this.#isFollowing = false;
  }

  /** Asks for a picture. */
  invalidate(): void {
    if (!this.#isInSight || this.#isLost || this.#timer !== undefined) return;
    this.#request ||= requestAnimationFrame(this.#onAnimationFrame);
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#timer);
    this.#isLost = true; // no more pictures
    this.#link?.leave(this);
    this.#listeners.abort();
    this.#resize.disconnect();
    this.#sight.disconnect();
    this.#controls.dispose();
    this.#lighting.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  readonly #onAnimationFrame = (now_ms: number): void => {
    this.#request = 0;
    const wait_ms = this.#pace.wait_ms(now_ms);
    if (wait_ms > 0) return this.#invalidateIn(wait_ms);
    this.#fly(now_ms);
    // Damping goes on by itself: a change of the controls invalidates.
    this.#controls.update();
    const isMoving = this.#hooks.beforePicture(now_ms);
    this.renderer.render(this.scene, this.camera);
    this.#pace.begun(now_ms);
    if (isMoving || this.#flight) this.invalidate();
  };

  /** From where the linked stages are looked at; all then see as much as the narrowest. */
  #lookFirst(): void {
    const place = this.#link?.placeFor(this);
    if (!place) return this.lookFrom(this.#view, false);
    this.follow(place);
    this.fit(false);
  }

  #onMoved(): void {
    this.invalidate();
    if (!this.#isFollowing) this.#link?.moved(this);
  }

  /** Not by asking at every animation frame: where pictures are rare, the browser's own part of each would cost most. */
  #invalidateIn(wait_ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.invalidate();
    }, wait_ms);
  }

  #place(view: ViewName | Vector3): CameraPlace {
    return fitCamera(view, this.#bounds!, (FIELD_OF_VIEW_deg * Math.PI) / 180, this.camera.aspect);
  }

  #moveTo(to: CameraPlace, flying: boolean): void {
    if (flying) {
      const from = { position: this.camera.position.clone(), target: this.#controls.target.clone() };
      this.#flight = { from, to, start_ms: performance.now() };
    } else {
      this.#flight = null;
      this.camera.position.copy(to.position);
      this.#controls.target.copy(to.target);
    }
    this.invalidate();
  }

  /** Moves the camera along its way, if it is on one: over the sphere around the target, not through the robot. */
  #fly(now_ms: number): void {
    if (!this.#flight) return;
    const { from, to, start_ms } = this.#flight;
    const share = Math.min(1, Math.max(0, (now_ms - start_ms) / FLIGHT_ms));
    const eased = share * share * (3 - 2 * share);
    const { target } = this.#controls;
    const [start, end] = [from.position.clone().sub(from.target), to.position.clone().sub(to.target)];
    const distance_m = start.length() + eased * (end.length() - start.length());
    target.lerpVectors(from.target, to.target, eased);
    const direction = start.normalize().lerp(end.normalize(), eased).normalize();
    this.camera.position.copy(target).addScaledVector(direction, distance_m);
    if (share === 1) this.#flight = null;
  }

  #fitCanvas(): void {
    const { clientWidth: width, clientHeight: height } = this.renderer.domElement;
    if (width === 0 || height === 0) return;
    const isFirst = this.camera.aspect === 1;
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, this.#quality.maxPixelRatio));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    if (isFirst) this.#lookFirst();
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
