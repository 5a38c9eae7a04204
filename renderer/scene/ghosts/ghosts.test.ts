import { Raycaster, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import type { SceneDescription } from '../../../contracts/scene.ts';
import type { Decision, Ghost, WatchFrame } from '../../../contracts/stream.ts';
import { decisionOf } from '../../../contracts/testing/decision.ts';
import { GhostArm } from './ghost-arm.ts';
import { GhostPicker } from './ghost-picker.ts';
import { qRange } from './q-range.ts';
import { robotShell } from './robot-shell.ts';
import { roleOf } from './role.ts';
import { shownGhosts } from './shown-ghosts.ts';

const noPoses = new Float32Array(7);
const ghostsWithQ = (...q: number[]): Ghost[] => q.map((q, candidate) => ({ candidate, q, poses: noPoses }));

const decisionWith = (fields: Partial<Decision>): Decision =>
  decisionOf({
    proposals: Float32Array.of(0, 0, 1, 2),
    proposalQ: Float32Array.of(0, 1),
    uniform: Float32Array.of(2, 2, 3, 3),
    uniformQ: Float32Array.of(2, 3),
    greedy: Float32Array.of(3, 3),
    greedyQ: 3,
    executed: Float32Array.of(1, 2),
    ...fields,
  });

it('ranges over the Q of all ghosts', () => {
  expect(qRange(ghostsWithQ(2, -1, 5))).toEqual({ low: -1, high: 5 });
  expect(qRange([])).toBeNull();
});

describe('the role of a candidate', () => {
  it('is found among proposals and, after them, uniform candidates', () => {
    const decision = decisionWith({});
    expect([0, 1, 2, 3].map((candidate) => roleOf(decision, candidate))).toEqual([
      'other',
      'executed',
      'other',
      'greedy',
    ]);
  });

  it('is executed if the best was done', () => {
    expect(roleOf(decisionWith({ executed: Float32Array.of(3, 3) }), 3)).toBe('executed');
  });

  it('is no role beyond the candidates', () => {
    expect(roleOf(decisionWith({ executed: Float32Array.of(0, 0) }), 4)).toBe('other');
  });
});

describe('ghosts between their moments', () => {
  const frame = (step: number, decision: Decision | null, episode = 1) => ({ episode, step, decision }) as WatchFrame;
  const some = decisionWith({ ghosts: ghostsWithQ(1) });
  const none = decisionWith({});
  const first = shownGhosts(null, frame(10, some))!;

  it('stay, fading, with the decision that they belong to', () => {
    const later = shownGhosts(first, frame(13, none))!;
    expect(later.decision).toBe(some);
    expect(later.presence).toBe(0.75);
    expect(shownGhosts(later, frame(16, none))!.presence).toBe(0.5);
  });

  it('give way to newer ones', () => {
    const newer = decisionWith({ ghosts: ghostsWithQ(2) });
    expect(shownGhosts(first, frame(11, newer))).toMatchObject({ decision: newer, presence: 1 });
  });

  it.each([
    ['faded', frame(22, none)],
    ['of another episode', frame(11, none, 2)],
    ['of the future', frame(9, none)],
    ['at the end of the episode', frame(11, null)],
  ])('are gone: %s', (_, frame) => expect(shownGhosts(first, frame)).toBeNull());
});

describe('of a robot of two balls', () => {
  const ball = {
    shape: 'sphere',
    size_m: [0.1, 0, 0],
    quaternion: [1, 0, 0, 0],
    rgba: [1, 1, 1, 1],
    group: 2,
  } as const;
  const scene: SceneDescription = {
    bodies: ['world', 'upper', 'lower'],
    geoms: [
      { ...ball, body: 1, position_m: [0, 0, 0] },
      { ...ball, body: 2, position_m: [0, 0, 1] },
    ],
    robotBodies: [1, 2],
    tool: null,
    targetBody: null,
    bounds_m: { low: [-1, -1, 0], high: [1, 1, 1] },
  };

  it('the shell says whose each vertex is, in that body’s frame', () => {
    const shell = robotShell(scene, true);
    const body = shell.getAttribute('body');
    const position = shell.getAttribute('position');
    expect(new Set(body.array)).toEqual(new Set([0, 1]));
    for (let i = 0; i < body.count; i++) {
      const centre = new Vector3(0, 0, body.getX(i));
      expect(centre.distanceTo(new Vector3().fromBufferAttribute(position, i))).toBeCloseTo(0.1, 6);
    }
  });

  it('the nearest under the pointer is found, by any of its bodies', () => {
    const shell = robotShell(scene, true);
    const ghosts = [1, 2].map((y, candidate) => {
      const uniforms = { value: new Float32Array() };
      const shared = { robotPositions: uniforms, robotQuaternions: uniforms } as never;
      const ghost = new GhostArm(shell, 2, shared);
      ghost.candidate = candidate;
      ghost.setPoses(Float32Array.of(0, y, 0, 0, 0, 0, 1, 0, y, 1, 0, 0, 0, 1));
      return ghost;
    });
    const picker = new GhostPicker(scene);
    const towards = (y: number, z: number, direction: number) =>
      picker.pick(ghosts, new Raycaster(new Vector3(0, y, z), new Vector3(0, direction, 0)));
    expect(towards(-5, 0, 1)).toBe(0);
    expect(towards(5, 2, -1)).toBe(1); // the lower ball lies 1 m above its body
    expect(towards(-5, 1, 1)).toBeNull();
    ghosts[1]!.candidate = -1;
    expect(towards(5, 2, -1)).toBe(0);
    picker.dispose();
  });
});
