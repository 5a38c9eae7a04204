import {
  BufferAttribute,
  type BufferGeometry,
  CylinderGeometry,
  InstancedMesh,
  MeshBasicMaterial,
  Object3D,
} from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import { boundsRadius_m } from '../bounds.ts';
import { placeAt } from '../pose.ts';
import { defineLayer } from './layer.ts';

/** x red, y green, z blue, as everywhere in robotics, in shades that differ in lightness too. */
const AXES = [
  { rgb: [0.86, 0.08, 0.1], turn: (axis: BufferGeometry) => axis.rotateY(Math.PI / 2) },
  { rgb: [0.2, 0.75, 0.25], turn: (axis: BufferGeometry) => axis.rotateX(-Math.PI / 2) },
  { rgb: [0.08, 0.25, 0.95], turn: (axis: BufferGeometry) => axis },
] as const;

export default defineLayer({
  id: 'frames',
  title: 'Frames',
  description: 'The axes of every body: x red, y green, z blue.',
  isOn: false,
  create({ scene, root }) {
    const length_m = 0.12 * boundsRadius_m(scene);
    const material = new MeshBasicMaterial({
      vertexColors: true,
      toneMapped: false,
      depthTest: false,
      transparent: true,
    });
    const axes = new InstancedMesh(threeAxes(length_m), material, scene.robotBodies.length);
    axes.frustumCulled = false;
    axes.renderOrder = 900;
    root.add(axes);
    const place = new Object3D();
    return {
      move(poses) {
        for (let i = 0; i < scene.robotBodies.length; i++) {
          placeAt(place, poses, scene.robotBodies[i]!);
          place.updateMatrix();
          axes.setMatrixAt(i, place.matrix);
        }
        axes.instanceMatrix.needsUpdate = true;
      },
      dispose() {
        axes.geometry.dispose();
        axes.dispose();
        material.dispose();
      },
    };
  },
});

function threeAxes(length_m: number): BufferGeometry {
  const thickness_m = 0.025 * length_m;
  const parts = AXES.map(({ rgb, turn }) => {
    const axis = new CylinderGeometry(thickness_m, thickness_m, length_m, 8);
    axis.rotateX(Math.PI / 2).translate(0, 0, length_m / 2);
    const { count } = axis.getAttribute('position');
    axis.setAttribute(
      'color',
      new BufferAttribute(
        Float32Array.from({ length: 3 * count }, (_, i) => rgb[i % 3]!),
        3,
      ),
    );
    return turn(axis);
  });
  const merged = mergeGeometries(parts);
  for (const part of parts) part.dispose();
  return merged;
}
