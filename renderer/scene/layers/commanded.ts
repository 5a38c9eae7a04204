import { boundsRadius_m } from '../bounds.ts';
import { GhostArm, splitPoses } from '../ghosts/ghost-arm.ts';
import type { SharedUniforms } from '../ghosts/ghost-material.ts';
import { robotShell } from '../ghosts/robot-shell.ts';
import { defineLayer } from './layer.ts';

export default defineLayer({
  id: 'commanded',
  title: 'Commanded pose',
  description: 'Where a real arm was told to be, as a ghost that fades where the arm is there.',
  isOn: true,
  create({ scene, root, theme, quality, canvas_px }) {
    const bodies = scene.robotBodies.length;
    const shell = robotShell(scene, quality.fineGhosts);
    const shared: SharedUniforms = {
      robotPositions: { value: new Float32Array(3 * bodies) },
      robotQuaternions: { value: new Float32Array(4 * bodies) },
      // A lag of some millimetres is worth seeing.
      apart_m: { value: 0.03 * boundsRadius_m(scene) },
      canvas_px: { value: canvas_px },
    };
    const ghost = new GhostArm(shell, bodies, shared);
    ghost.uniforms.opacity.value = 0.5;
    root.add(ghost.root);

    function dress({ executed }: typeof theme): void {
      ghost.uniforms.colour.value.copy(executed);
      ghost.setOutline(executed, 1.6);
    }
    dress(theme);

    return {
      update({ commanded }) {
        ghost.root.visible = Boolean(commanded);
        if (commanded) ghost.setPoses(commanded, scene.robotBodies);
      },
      move: (poses) => splitPoses(poses, shared.robotPositions.value, shared.robotQuaternions.value, scene.robotBodies),
      setTheme: dress,
      dispose() {
        ghost.dispose();
        shell.dispose();
      },
    };
  },
});
