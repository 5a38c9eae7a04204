import { DirectionalLight, HemisphereLight, PMREMGenerator, type Scene, Vector3, type WebGLRenderer } from 'three';
import { RoomEnvironment } from 'three/addons/environments/RoomEnvironment.js';
import type { SceneDescription } from '../../contracts/scene.ts';
import type { Quality } from './quality.ts';
import type { SceneTheme } from './theme.ts';

/** Towards the lights: the key from the left of the free view, so that shadows are seen, the sky from above. */
const KEY = new Vector3(-0.5, -0.75, 1.15).normalize();
const SKY = new Vector3(-0.15, 0.2, 1).normalize();

/** Of the environment's light, what comes from everywhere where no room is reflected. */
const PLAIN_FILL = 3;

/**
 * The light of a photographer's table: a key light with a soft shadow, a wide light from above whose broad shadow
 * grounds what stands there, and a room to be reflected.
 */
export class Lighting {
  readonly #key = new DirectionalLight('#fff4e6');
  readonly #sky = new DirectionalLight('#eaf2ff');
  readonly #fill = new HemisphereLight('#ffffff', '#8a8478');
  readonly #scene: Scene;
  readonly #quality: Quality;

  constructor(scene: Scene, quality: Quality) {
    this.#scene = scene;
    this.#quality = quality;
    prepareShadow(this.#key, quality.shadowMapSize, 5);
    prepareShadow(this.#sky, quality.shadowMapSize / 2, 12);
    this.#sky.castShadow = quality.softShadows;
    this.#fill.position.set(0, 0, 1);
    scene.add(this.#key, this.#key.target, this.#sky, this.#sky.target, this.#fill);
  }

  /** Renders the room that surfaces reflect; again after the graphics context was lost. */
  reflectRoom(renderer: WebGLRenderer): void {
    if (!this.#quality.reflections) return;
    this.#scene.environment?.dispose();
    const generator = new PMREMGenerator(renderer);
    const room = new RoomEnvironment();
    this.#scene.environment = generator.fromScene(room, 0.04).texture;
    // The room stands with Y up.
    this.#scene.environmentRotation.set(Math.PI / 2, 0, 0);
    room.dispose();
    generator.dispose();
  }

  /** Shadows cover the box and what it throws them on. */
  fit({ low, high }: SceneDescription['bounds_m']): void {
    const middle = new Vector3(...low).add(new Vector3(...high)).multiplyScalar(0.5);
    const radius_m = middle.distanceTo(new Vector3(...high));
    for (const [light, direction] of [
      [this.#key, KEY],
      [this.#sky, SKY],
    ] as const) {
      light.position.copy(middle).addScaledVector(direction, 3 * radius_m);
      light.target.position.copy(middle);
      const { camera } = light.shadow;
      camera.left = camera.bottom = -1.3 * radius_m;
      camera.right = camera.top = 1.3 * radius_m;
      camera.near = radius_m;
      camera.far = 6 * radius_m;
      camera.updateProjectionMatrix();
      light.shadow.normalBias = 0.004 * radius_m;
    }
  }

  setTheme(theme: SceneTheme): void {
    this.#key.intensity = theme.keyLight;
    this.#sky.intensity = theme.skyLight;
    this.#fill.intensity = 0.6 * theme.skyLight + (this.#quality.reflections ? 0 : PLAIN_FILL * theme.environment);
    this.#scene.environmentIntensity = theme.environment;
  }

  dispose(): void {
    this.#scene.environment?.dispose();
    for (const light of [this.#key, this.#sky, this.#fill]) light.dispose();
  }
}

function prepareShadow(light: DirectionalLight, mapSize: number, radius: number): void {
  light.castShadow = true;
  light.shadow.mapSize.setScalar(mapSize);
  light.shadow.radius = radius;
  light.shadow.bias = -0.0004;
}
