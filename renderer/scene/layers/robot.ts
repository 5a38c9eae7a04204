import { Materials } from '../material.ts';
import { Mirror } from '../mirror.ts';
import { defineLayer } from './layer.ts';

export default defineLayer({
  id: 'robot',
  title: 'Robot',
  description: 'The robot as the simulator has it.',
  isOn: true,
  create({ scene, root }) {
    const materials = new Materials();
    const mirror = new Mirror(scene, scene.robotBodies, ({ rgba }) => materials.of(rgba));
    root.add(mirror.root);
    return {
      move: (poses) => mirror.move(poses),
      dispose() {
        mirror.dispose();
        materials.dispose();
      },
    };
  },
});
