import { InstancedMesh, Matrix4, MeshBasicMaterial, SphereGeometry } from 'three';
import { boundsRadius_m } from '../bounds.ts';
import { defineLayer } from './layer.ts';

const MOST = 128;

export default defineLayer({
  id: 'contacts',
  title: 'Contacts',
  description: 'Points where bodies touch.',
  isOn: true,
  create({ scene, root, theme }) {
    // Contacts lie inside the bodies: drawn over everything.
    const material = new MeshBasicMaterial({ toneMapped: false, depthTest: false, transparent: true, opacity: 0.9 });
    const dots = new InstancedMesh(new SphereGeometry(0.01 * boundsRadius_m(scene), 16, 12), material, MOST);
    dots.frustumCulled = false;
    dots.renderOrder = 1000;
    dots.count = 0;
    root.add(dots);
    const place = new Matrix4();
    const setTheme = ({ contact }: typeof theme) => void material.color.copy(contact);
    setTheme(theme);
    return {
      update({ contacts_m }) {
        dots.count = Math.min(MOST, contacts_m.length / 3);
        for (let i = 0; i < dots.count; i++) {
          dots.setMatrixAt(
            i,
            place.makeTranslation(contacts_m[3 * i]!, contacts_m[3 * i + 1]!, contacts_m[3 * i + 2]!),
          );
        }
        dots.instanceMatrix.needsUpdate = true;
      },
      setTheme,
      dispose() {
        dots.geometry.dispose();
        dots.dispose();
        material.dispose();
      },
    };
  },
});
