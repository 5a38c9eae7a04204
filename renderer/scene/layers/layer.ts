import type { Camera, Group, Raycaster, Vector2 } from 'three';
import type { SceneDescription } from '../../../contracts/scene.ts';
import type { WatchFrame } from '../../../contracts/stream.ts';
import type { Quality } from '../quality.ts';
import type { SceneTheme } from '../theme.ts';

/** A moment to be drawn: of a watched episode, or of a real arm. */
export type SceneFrame = Pick<WatchFrame, 'episode' | 'step' | 'poses' | 'commanded' | 'contacts_m' | 'decision'>;

export interface LayerContext {
  readonly scene: SceneDescription;
  /** The layer's own: what it adds here is seen while the layer is switched on. */
  readonly root: Group;
  readonly theme: SceneTheme;
  readonly quality: Quality;
  /** Size of the canvas in CSS pixels, kept up to date. */
  readonly canvas_px: Vector2;
}

/** One kind of thing in the scene. A layer holds what it made, and frees it in `dispose`. */
export interface Layer {
  /** A new moment. */
  update?(frame: SceneFrame): void;
  /** Before every picture: where the bodies are seen, [bodies · POSE_FLOATS], and from where. Allocates nothing. */
  move?(poses: Float32Array, camera: Camera): void;
  /** A candidate of the decision is pointed at, here or elsewhere; null: none. */
  highlight?(candidate: number | null): void;
  /** The candidate that a ray meets first. */
  pick?(ray: Raycaster): number | null;
  setTheme?(theme: SceneTheme): void;
  dispose(): void;
}

export interface LayerDefinition {
  readonly id: string;
  readonly title: string;
  /** One line for a person who wonders what it shows. */
  readonly description: string;
  /** Switched on for who has not chosen. */
  readonly isOn: boolean;
  create(context: LayerContext): Layer;
}

/** Declares a layer: one file in this folder, listed in `index.ts`. */
export const defineLayer = (layer: LayerDefinition): LayerDefinition => layer;
