import {
  CylinderGeometry,
  Group,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  Quaternion,
  RingGeometry,
  SphereGeometry,
  Vector3,
} from 'three';
import { groundHeight_m } from '../bounds.ts';
import { readPose } from '../pose.ts';
import { targetRadius_m } from '../target-radius.ts';
import { toolPosition } from '../tool.ts';
import { defineLayer } from './layer.ts';

export default defineLayer({
  id: 'target',
  title: 'Target',
  description: 'Where the tool shall be: the sphere is as large as success allows, and fills when the tool is inside.',
  isOn: true,
  create({ scene, root, theme }) {
    const { targetBody } = scene;
    if (targetBody === null) return { dispose() {} };
    const radius_m = targetRadius_m(scene);
    const ground_m = groundHeight_m(scene);

    const shell = new MeshStandardMaterial({ transparent: true, depthWrite: false, roughness: 0.3 });
    const solid = new MeshBasicMaterial({ toneMapped: false });
    const faint = new MeshBasicMaterial({ toneMapped: false, transparent: true, opacity: 0.5 });
    const sphere = new Mesh(new SphereGeometry(radius_m, 40, 24), shell);
    const core = new Mesh(new SphereGeometry(0.18 * radius_m, 20, 14), solid);
    // A plumb line and its foot tell the target's depth.
    const line = new Mesh(new CylinderGeometry(0.025 * radius_m, 0.025 * radius_m, 1, 8).rotateX(Math.PI / 2), faint);
    const foot = new Mesh(new RingGeometry(0.86 * radius_m, radius_m, 48), faint);
    const above = new Group().add(sphere, core);
    root.add(above, line, foot);

    const position = new Vector3();
    const orientation = new Quaternion();
    const tool = new Vector3();
    const setTheme = ({ target }: typeof theme) => {
      for (const material of [shell, solid, faint]) material.color.copy(target);
      shell.emissive.copy(target);
    };
    setTheme(theme);

    return {
      move(poses) {
        readPose(poses, targetBody, position, orientation);
        above.position.copy(position);
        foot.position.set(position.x, position.y, ground_m + 0.0005);
        const height_m = Math.max(0, position.z - ground_m);
        line.position.set(position.x, position.y, ground_m + height_m / 2);
        line.scale.z = Math.max(1e-6, height_m);
        const isInside = toolPosition(scene, poses, tool) && tool.distanceTo(position) < radius_m;
        shell.opacity = isInside ? 0.62 : 0.26;
        shell.emissiveIntensity = isInside ? 0.75 : 0.25;
      },
      setTheme,
      dispose() {
        for (const mesh of [sphere, core, line, foot]) mesh.geometry.dispose();
        for (const material of [shell, solid, faint]) material.dispose();
      },
    };
  },
});
