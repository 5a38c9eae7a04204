import { CylinderGeometry, InstancedMesh, MeshBasicMaterial, Object3D, Vector3 } from 'three';
import { boundsRadius_m } from '../bounds.ts';
import { continues } from '../continuity.ts';
import { toolPosition } from '../tool.ts';
import { defineLayer, type SceneFrame } from './layer.ts';

/** Steps that the trail reaches back. */
const STEPS = 100;
const Z = new Vector3(0, 0, 1);

export default defineLayer({
  id: 'trail',
  title: 'Trail',
  description: 'The path of the tool in this episode, thinner the longer ago.',
  isOn: true,
  create({ scene, root, theme }) {
    const thickness_m = 0.0045 * boundsRadius_m(scene);
    const material = new MeshBasicMaterial({ toneMapped: false });
    // One link from each point to the next; the last ends at the tool as it is seen.
    const links = new InstancedMesh(new CylinderGeometry(1, 1, 1, 8).rotateX(Math.PI / 2), material, STEPS);
    links.frustumCulled = false;
    root.add(links);
    const setTheme = ({ trail }: typeof theme) => void material.color.copy(trail);
    setTheme(theme);

    const points = Array.from({ length: STEPS }, () => new Vector3());
    const tool = new Vector3();
    const along = new Vector3();
    const link = new Object3D();
    let count = 0;
    let newest = 0;
    let last: SceneFrame | null = null;

    function place(index: number, from: Vector3, to: Vector3, age: number): void {
      const radius_m = thickness_m * (1 - 0.85 * (age / STEPS));
      const length_m = along.subVectors(to, from).length();
      link.position.lerpVectors(from, to, 0.5);
      if (length_m > 0) link.quaternion.setFromUnitVectors(Z, along.divideScalar(length_m));
      // Links overlap by their thickness, so that bends have no gaps.
      link.scale.set(radius_m, radius_m, length_m + radius_m);
      link.updateMatrix();
      links.setMatrixAt(index, link.matrix);
    }

    return {
      update(frame) {
        const isSame = last !== null && frame.episode === last.episode && frame.step === last.step;
        if (isSame) return;
        if (!last || !continues(frame, last)) count = 0;
        last = frame;
        if (!toolPosition(scene, frame.poses, tool)) return;
        newest = (newest + 1) % STEPS;
        points[newest]!.copy(tool);
        count = Math.min(count + 1, STEPS);
      },
      move(poses) {
        links.count = Math.max(0, count - 1);
        if (links.count === 0) return;
        toolPosition(scene, poses, tool);
        for (let age = 0; age < links.count; age++) {
          const to = age === 0 ? tool : points[(newest - age + STEPS) % STEPS]!;
          place(age, points[(newest - age - 1 + STEPS) % STEPS]!, to, age);
        }
        links.instanceMatrix.needsUpdate = true;
      },
      setTheme,
      dispose() {
        links.geometry.dispose();
        links.dispose();
        material.dispose();
      },
    };
  },
});
