import { Group, PerspectiveCamera, Vector2 } from 'three';
import { describe, expect, it } from 'vitest';
import type { SceneDescription } from '../../../contracts/scene.ts';
import type { Decision, WatchFrame } from '../../../contracts/stream.ts';
import { decisionOf } from '../../../contracts/testing/decision.ts';
import { qualityFor } from '../quality.ts';
import { sceneTheme } from '../theme.ts';
import { isLayerOn, layers } from './index.ts';
import type { LayerDefinition } from './layer.ts';

const theme = sceneTheme('dark', 'viridis', () => '#336699');

const quality = qualityFor('a graphics card');

/** A robot of one body that is also the tool's, and a target. */
const scene: SceneDescription = {
  bodies: ['world', 'arm', 'target'],
  geoms: [1, 2].map((body) => ({
    body,
    shape: 'sphere',
    size_m: [0.05, 0, 0],
    position_m: [0, 0, 0],
    quaternion: [1, 0, 0, 0],
    rgba: [1, 1, 1, 1],
    group: 2,
  })),
  robotBodies: [1],
  tool: { body: 1, position_m: [0, 0, 0.1] },
  targetBody: 2,
  bounds_m: { low: [-1, -1, 0], high: [1, 1, 1] },
};

const poses = Float32Array.of(0, 0, 0, 0, 0, 0, 1, 0, 0, 0.5, 0, 0, 0, 1, 0.3, 0, 0.2, 0, 0, 0, 1);

function frameOf(step: number, decision: Decision | null): WatchFrame {
  const numbers = { episodeSteps: 10, environmentSteps: 0, reward: 0, episodeReturn: 0, succeeded: false };
  return {
    kind: 'watch',
    run: 'r',
    episode: 1,
    step,
    ...numbers,
    poses,
    contacts_m: Float32Array.of(0, 0, 0),
    decision,
  };
}

const decision = decisionOf({
  proposals: Float32Array.of(0, 1),
  proposalQ: Float32Array.of(1, 2),
  uniform: Float32Array.of(2),
  uniformQ: Float32Array.of(0),
  marginals: Float32Array.of(0.5, 0.5, 0),
  entropy: Float32Array.of(0.7),
  greedy: Float32Array.of(1),
  greedyQ: 2,
  executed: Float32Array.of(1),
  ghosts: [0, 1, 2].map((candidate) => ({ candidate, q: candidate, poses: poses.subarray(7, 14) })),
});

const modules = import.meta.glob<{ default?: LayerDefinition }>('./*.ts', { eager: true });

it('lists every layer of the folder', () => {
  const others = ['./index.ts', './layer.ts', './index.test.ts'];
  const files = Object.keys(modules).filter((file) => !others.includes(file));
  expect(files.map((file) => modules[file]!.default!.id).sort()).toEqual(layers.map(({ id }) => id).sort());
  for (const { id } of layers) expect(files).toContain(`./${id}.ts`);
});

it('says of each layer what it is', () => {
  for (const { title, description } of layers) {
    expect(title).toMatch(/^[A-Z]/);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});

it('switches layers', () => {
  const [layer] = layers;
  expect(isLayerOn(layer!, {})).toBe(layer!.isOn);
  expect(isLayerOn(layer!, { [layer!.id]: !layer!.isOn })).toBe(!layer!.isOn);
});

describe.each(layers)('$id', (definition) => {
  const create = () => {
    const root = new Group();
    return { root, layer: definition.create({ scene, root, theme, quality, canvas_px: new Vector2(100, 100) }) };
  };

  it('lives through an episode, with decisions and without', () => {
    const { root, layer } = create();
    const camera = new PerspectiveCamera();
    for (const [step, made] of [decision, { ...decision, ghosts: [] }, null].entries()) {
      layer.update?.(frameOf(step, made));
      layer.highlight?.(step);
      layer.move?.(poses, camera);
      layer.setTheme?.(theme);
    }
    root.updateMatrixWorld(true);
    root.traverse(({ matrixWorld }) => expect(matrixWorld.elements.every(Number.isFinite)).toBe(true));
    layer.dispose();
  });

  it('shows something of a world that has everything', () => {
    const { root, layer } = create();
    layer.update?.(frameOf(0, decision));
    expect(root.children.length).toBeGreaterThan(0);
    layer.dispose();
  });

  it('is content with a world that has nothing', () => {
    const empty: SceneDescription = { ...scene, geoms: [], robotBodies: [], tool: null, targetBody: null };
    const layer = definition.create({
      scene: empty,
      root: new Group(),
      theme,
      quality,
      canvas_px: new Vector2(100, 100),
    });
    layer.update?.(frameOf(0, null));
    layer.move?.(poses, new PerspectiveCamera());
    layer.dispose();
  });
});
