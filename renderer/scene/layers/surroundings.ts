import { GroundMaterial } from '../ground.ts';
import { Materials } from '../material.ts';
import { Mirror } from '../mirror.ts';
import { boundsRadius_m } from '../bounds.ts';
import { defineLayer } from './layer.ts';

const ENDLESS = [0, 0, 0] as const;

export default defineLayer({
  id: 'surroundings',
  title: 'Surroundings',
  description: 'The ground with its grid, and whatever else is neither robot nor target.',
  isOn: true,
  create({ scene, root, theme }) {
    const materials = new Materials();
    const ground = new GroundMaterial(boundsRadius_m(scene));
    ground.setTheme(theme);
    const bodies = scene.bodies
      .map((_, body) => body)
      .filter((body) => !scene.robotBodies.includes(body) && body !== scene.targetBody);
    // MuJoCo's planes collide without end, whatever size they are drawn in.
    const geoms = scene.geoms.map((geom) => (geom.shape === 'plane' ? { ...geom, size_m: ENDLESS } : geom));
    const mirror = new Mirror({ ...scene, geoms }, bodies, ({ shape, rgba }) =>
      shape === 'plane' ? ground : materials.of(rgba),
    );
    root.add(mirror.root);
    return {
      move: (poses) => mirror.move(poses),
      setTheme: (theme) => ground.setTheme(theme),
      dispose() {
        mirror.dispose();
        materials.dispose();
        ground.dispose();
      },
    };
  },
});
