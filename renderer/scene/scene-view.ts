import { Group, Raycaster, Vector2 } from 'three';
import type { SceneDescription } from '../../contracts/scene.ts';
import type { CameraLink } from './camera-link.ts';
import type { ViewName } from './camera-view.ts';
import { continues } from './continuity.ts';
import { isLayerOn, layers, type LayerSwitches } from './layers/index.ts';
import type { Layer, LayerDefinition, SceneFrame } from './layers/layer.ts';
import { Motion } from './motion.ts';
import type { Quality } from './quality.ts';
import { Stage } from './stage.ts';
import { TargetHandle } from './target-handle.ts';
import type { SceneTheme } from './theme.ts';

export interface SceneViewOptions {
  readonly canvas: HTMLCanvasElement;
  readonly quality: Quality;
  readonly theme: SceneTheme;
  readonly link: CameraLink | null;
  /** The graphics context was lost (false) or is back (true). */
  onAvailable(isAvailable: boolean): void;
}

interface MountedLayer {
  readonly definition: LayerDefinition;
  readonly layer: Layer;
  readonly root: Group;
}

/** A robot and its policy's decisions, live: the layers on their stage. Free of any framework. */
export class SceneView {
  readonly stage: Stage;
  /** Motion between frames; without it every frame is shown at once. */
  isSmooth = true;
  readonly #canvas_px = new Vector2();
  readonly #ray = new Raycaster();
  readonly #pointer = new Vector2();
  readonly #quality: Quality;
  #theme: SceneTheme;
  #switches: LayerSwitches = {};
  #mounted: MountedLayer[] = [];
  #motion = new Motion(0);
  #frame: SceneFrame | null = null;
  #target: TargetHandle | null = null;

  /** @throws Error if the browser gives no WebGL 2. */
  constructor({ canvas, quality, theme, link, onAvailable }: SceneViewOptions) {
    this.#theme = theme;
    this.#quality = quality;
    this.stage = new Stage(canvas, quality, link, {
      onAvailable,
      beforePicture: (now_ms) => this.#beforePicture(now_ms),
    });
    this.stage.setTheme(theme);
    // Without smooth motion pictures are rare: where they cost cores that train.
    this.isSmooth = quality.maxRate_Hz > 30;
  }

  /** Shows another world, empty of bodies until its first frame. */
  setScene(scene: SceneDescription): void {
    this.#unmount();
    this.#motion = new Motion(scene.bodies.length);
    this.#frame = null;
    this.#target = new TargetHandle(scene);
    this.#mounted = layers.map((definition) => {
      const root = new Group();
      root.name = definition.id;
      this.stage.scene.add(root);
      const layer = definition.create({
        scene,
        root,
        theme: this.#theme,
        quality: this.#quality,
        canvas_px: this.#canvas_px,
      });
      return { definition, layer, root };
    });
    this.#showLayers();
    this.stage.setBounds(scene.bounds_m);
  }

  /** Shows a moment. Frames of another scene are ignored: they were on their way when it changed. */
  setFrame(frame: SceneFrame): void {
    if (frame.poses.length !== this.#motion.poses.length) return;
    const last = this.#frame;
    const isSame = last !== null && frame.episode === last.episode && frame.step === last.step;
    if (!isSame) {
      const isFilm = this.isSmooth && last !== null && continues(frame, last);
      this.#motion.push(frame.poses, performance.now(), !isFilm);
    }
    this.#frame = frame;
    for (const { layer } of this.#mounted) layer.update?.(frame);
    if (!last) this.#showLayers();
    this.stage.invalidate();
  }

  setLayers(switches: LayerSwitches): void {
    this.#switches = switches;
    this.#showLayers();
    this.stage.invalidate();
  }

  setTheme(theme: SceneTheme): void {
    this.#theme = theme;
    this.stage.setTheme(theme);
    for (const { layer } of this.#mounted) layer.setTheme?.(theme);
  }

  setHighlight(candidate: number | null): void {
    for (const { layer } of this.#mounted) layer.highlight?.(candidate);
    this.stage.invalidate();
  }

  lookFrom(view: ViewName): void {
    this.stage.view.lookFrom(view, this.isSmooth);
  }

  fit(): void {
    this.stage.view.fit(this.isSmooth);
  }

  /** The candidate seen at a place of the canvas, CSS pixels from its upper left corner. */
  candidateAt(x: number, y: number): number | null {
    this.#lookAt(x, y);
    for (const { layer, root } of this.#mounted) {
      const candidate = root.visible ? layer.pick?.(this.#ray) : null;
      if (candidate != null) return candidate;
    }
    return null;
  }

  /** Whether the target is seen at a place of the canvas. */
  isTargetAt(x: number, y: number): boolean {
    if (!this.#frame) return false;
    this.#lookAt(x, y);
    return this.#target?.isMet(this.#ray, this.#frame.poses) ?? false;
  }

  /** Where the target comes, m, when it is dragged to a place of the canvas. */
  targetDraggedTo(x: number, y: number): readonly [number, number, number] | null {
    if (!this.#frame) return null;
    this.#lookAt(x, y);
    return this.#target?.draggedBy(this.#ray, this.stage.view.camera, this.#frame.poses) ?? null;
  }

  dispose(): void {
    this.#unmount();
    this.stage.dispose();
  }

  /** Turns the ray to a place of the canvas. */
  #lookAt(x: number, y: number): void {
    const { clientWidth, clientHeight } = this.stage.canvas;
    this.#pointer.set((2 * x) / clientWidth - 1, 1 - (2 * y) / clientHeight);
    this.#ray.setFromCamera(this.#pointer, this.stage.view.camera);
  }

  #beforePicture(now_ms: number): boolean {
    const { clientWidth, clientHeight } = this.stage.canvas;
    this.#canvas_px.set(clientWidth, clientHeight);
    const isMoving = this.#motion.advance(now_ms);
    for (const { layer, root } of this.#mounted)
      if (root.visible) layer.move?.(this.#motion.poses, this.stage.view.camera);
    return isMoving;
  }

  /** Until the first frame only the ground has a place. */
  #showLayers(): void {
    for (const { definition, root } of this.#mounted) {
      root.visible =
        isLayerOn(definition, this.#switches) && (this.#frame !== null || definition.id === 'surroundings');
    }
  }

  #unmount(): void {
    for (const { layer, root } of this.#mounted) {
      layer.dispose();
      root.removeFromParent();
    }
    this.#mounted = [];
  }
}
