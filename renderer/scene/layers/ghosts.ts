import { type Camera, Color, SRGBColorSpace, Vector3 } from 'three';
import type { Decision } from '../../../contracts/stream.ts';
import { colourOf, fractionOf, type Rgb } from '../../theme/colour-map.ts';
import { boundsRadius_m } from '../bounds.ts';
import { GhostArm, splitPoses } from '../ghosts/ghost-arm.ts';
import type { SharedUniforms } from '../ghosts/ghost-material.ts';
import { GhostPicker } from '../ghosts/ghost-picker.ts';
import { qRange } from '../ghosts/q-range.ts';
import { robotShell } from '../ghosts/robot-shell.ts';
import { type ShownGhosts, shownGhosts } from '../ghosts/shown-ghosts.ts';
import { type GhostRole, roleOf } from '../ghosts/role.ts';
import { defineLayer } from './layer.ts';

/** Opacity, and width of the outline in CSS pixels. */
const looks: Record<GhostRole | 'highlighted' | 'dimmed', readonly [opacity: number, outline_px: number]> = {
  executed: [0.62, 2.2],
  greedy: [0.62, 2.2],
  other: [0.48, 1.1],
  highlighted: [0.92, 3],
  dimmed: [0.14, 0.8],
};

export default defineLayer({
  id: 'ghosts',
  title: 'Ghost arms',
  description: 'Where some of the candidates would lead if each were held for a while, coloured by Q.',
  isOn: true,
  create({ scene, root, theme, quality, canvas_px }) {
    const bodies = scene.robotBodies.length;
    const shell = robotShell(scene, quality.fineGhosts);
    const picker = new GhostPicker(scene);
    const shared: SharedUniforms = {
      robotPositions: { value: new Float32Array(3 * bodies) },
      robotQuaternions: { value: new Float32Array(4 * bodies) },
      apart_m: { value: 0.08 * boundsRadius_m(scene) },
      canvas_px: { value: canvas_px },
    };
    const ghosts: GhostArm[] = [];
    const byDistance: GhostArm[] = [];
    const rgb: Rgb = [0, 0, 0];
    const outline = new Color();
    let shown: ShownGhosts | null = null;
    let highlighted: number | null = null;

    /** Gives every ghost its colour and look. */
    function dress(): void {
      if (!shown) return;
      const { decision, presence } = shown;
      const range = qRange(decision.ghosts)!;
      const isOneHighlighted = decision.ghosts.some(({ candidate }) => candidate === highlighted);
      for (let i = 0; i < decision.ghosts.length; i++) {
        const { candidate, q } = decision.ghosts[i]!;
        const { uniforms } = ghosts[i]!;
        const role = roleOf(decision, candidate);
        const isHighlighted = presence === 1 && candidate === highlighted;
        const [opacity, outline_px] = looks[isHighlighted ? 'highlighted' : isOneHighlighted ? 'dimmed' : role];
        colourOf(fractionOf(q, range.low, range.high), theme.colourMap, rgb);
        uniforms.colour.value.setRGB(rgb[0], rgb[1], rgb[2], SRGBColorSpace);
        uniforms.opacity.value = presence * opacity;
        outline.copy(role === 'other' ? uniforms.colour.value : theme[role]);
        const isOutlined = quality.fineGhosts || isHighlighted || role !== 'other';
        ghosts[i]!.setOutline(role === 'other' ? outline.lerp(theme.ink, 0.3) : outline, isOutlined ? outline_px : 0);
      }
    }

    /** Takes the poses of the decision's ghosts; there are never fewer arms than ghosts. */
    function pose(decision: Decision | null): void {
      const count = decision?.ghosts.length ?? 0;
      while (ghosts.length < count) {
        const ghost = new GhostArm(shell, bodies, shared);
        ghosts.push(ghost);
        byDistance.push(ghost);
        root.add(ghost.root);
      }
      for (let i = 0; i < ghosts.length; i++) {
        const ghost = ghosts[i]!;
        ghost.root.visible = i < count;
        ghost.candidate = i < count ? decision!.ghosts[i]!.candidate : -1;
        if (i < count) ghost.setPoses(decision!.ghosts[i]!.poses);
      }
    }

    return {
      update(frame) {
        const before = shown;
        shown = shownGhosts(before, frame);
        if (shown?.decision !== before?.decision) pose(shown?.decision ?? null);
        dress();
      },
      move(poses, camera) {
        splitPoses(poses, shared.robotPositions.value, shared.robotQuaternions.value, scene.robotBodies);
        rank(byDistance, camera);
      },
      highlight(candidate) {
        highlighted = candidate;
        dress();
      },
      // Candidates are numbered anew at every decision: ghosts of an earlier one cannot be pointed at.
      pick: (ray) => (shown?.presence === 1 ? picker.pick(ghosts, ray) : null),
      setTheme(next) {
        theme = next;
        dress();
      },
      dispose() {
        for (const ghost of ghosts) ghost.dispose();
        picker.dispose();
        shell.dispose();
      },
    };
  },
});

const eye = new Vector3();

/** Farthest first, so that near ghosts are blended over far ones. Nearly sorted already: insertion sort. */
function rank(ghosts: GhostArm[], camera: Camera): void {
  camera.getWorldPosition(eye);
  for (let i = 0; i < ghosts.length; i++) {
    const ghost = ghosts[i]!;
    const distance = ghost.distanceSquared(eye);
    let place = i;
    for (; place > 0 && ghosts[place - 1]!.distanceSquared(eye) < distance; place--) ghosts[place] = ghosts[place - 1]!;
    ghosts[place] = ghost;
  }
  for (let i = 0; i < ghosts.length; i++) ghosts[i]!.setRank(i);
}
