import { PerspectiveCamera, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { SceneDescription } from '../../contracts/scene.ts';
import type { CameraLink, LinkedCamera } from './camera-link.ts';
import { type CameraPlace, fitCamera, type ViewName } from './camera-view.ts';

const FIELD_OF_VIEW_deg = 32;
const FLIGHT_ms = 450;

/** A camera and how it is moved: by a person who orbits, to presets in flight, along with the cameras linked to it. */
export class CameraRig implements LinkedCamera {
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW_deg, 1, 0.01, 100);
  readonly #controls: OrbitControls;
  readonly #link: CameraLink | null;
  readonly #onMoved: () => void;
  #bounds: SceneDescription['bounds_m'] | null = null;
  #view: ViewName = 'free';
  #flight: { from: CameraPlace; to: CameraPlace; start_ms: number } | null = null;
  #isFollowing = false;

  /** @param onMoved the next picture will differ. */
  constructor(canvas: HTMLCanvasElement, link: CameraLink | null, onMoved: () => void) {
    this.#link = link;
    this.#onMoved = onMoved;
    this.camera.up.set(0, 0, 1);
    this.#controls = new OrbitControls(this.camera, canvas);
    this.#controls.enableDamping = true;
    this.#controls.maxPolarAngle = 0.53 * Math.PI;
    this.#controls.addEventListener('change', () => this.#hasMoved());
    this.#controls.addEventListener('start', () => (this.#flight = null));
    link?.join(this);
  }

  /** Where the camera is, and what it looks at. */
  get place(): CameraPlace {
    return { position: this.camera.position, target: this.#controls.target };
  }

  /** What is fitted. */
  setBounds(bounds: SceneDescription['bounds_m']): void {
    this.#bounds = bounds;
    const radius_m = 0.5 * new Vector3(...bounds.low).distanceTo(new Vector3(...bounds.high));
    this.camera.near = 0.05 * radius_m;
    this.camera.far = 60 * radius_m;
    this.#controls.minDistance = 0.3 * radius_m;
    this.#controls.maxDistance = 12 * radius_m;
    this.#lookAfresh();
  }

  /** Looks at all that moves, from one of the presets. @param flying rather than at once. */
  lookFrom(view: ViewName, flying: boolean): void {
    this.#view = view;
    if (this.#bounds) this.#moveTo(this.#fitted(view), flying);
  }

  /** Looks at all that moves, from where the camera is. */
  fit(flying: boolean): void {
    if (!this.#bounds) return;
    this.#moveTo(this.#fitted(this.camera.position.clone().sub(this.#controls.target)), flying);
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

  /** The picture's width over its height. */
  setAspect(aspect: number): void {
    const isFirst = this.camera.aspect === 1;
    this.camera.aspect = aspect;
    this.camera.updateProjectionMatrix();
    if (isFirst) this.#lookAfresh();
  }

  /** Brings the camera up to now. @returns whether it is in flight. */
  advance(now_ms: number): boolean {
    this.#fly(now_ms);
    // Damping goes on by itself: a change of the controls is a move.
    this.#controls.update();
    return this.#flight !== null;
  }

  dispose(): void {
    this.#link?.leave(this);
    this.#controls.dispose();
  }

  /** From where the linked cameras are; then all see as much as the narrowest. */
  #lookAfresh(): void {
    const place = this.#link?.placeFor(this);
    if (!place) return this.lookFrom(this.#view, false);
    this.follow(place);
    this.fit(false);
  }

  #hasMoved(): void {
    this.#onMoved();
    if (!this.#isFollowing) this.#link?.moved(this);
  }

  #fitted(view: ViewName | Vector3): CameraPlace {
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
    this.#onMoved();
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
}
