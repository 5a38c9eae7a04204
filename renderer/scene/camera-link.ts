import type { CameraPlace } from './camera-view.ts';

/** A camera that can be put somewhere. */
export interface LinkedCamera {
  readonly place: CameraPlace;
  follow(place: CameraPlace): void;
}

/** Keeps the cameras of several scenes at one place: when a person moves one, the others follow. */
export class CameraLink {
  readonly #cameras = new Set<LinkedCamera>();

  /** Where the cameras are that joined before `camera`; null if it is the first. */
  placeFor(camera: LinkedCamera): CameraPlace | null {
    const [other] = [...this.#cameras].filter((known) => known !== camera);
    return other?.place ?? null;
  }

  join(camera: LinkedCamera): void {
    this.#cameras.add(camera);
  }

  leave(camera: LinkedCamera): void {
    this.#cameras.delete(camera);
  }

  moved(camera: LinkedCamera): void {
    for (const other of this.#cameras) if (other !== camera) other.follow(camera.place);
  }
}
