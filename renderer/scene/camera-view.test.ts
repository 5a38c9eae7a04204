import fc from 'fast-check';
import { PerspectiveCamera, Vector3 } from 'three';
import { expect, it } from 'vitest';
import { fitCamera, viewNames } from './camera-view.ts';

const FOV_deg = 32;
const positive = fc.double({ min: 0.05, max: 5, noNaN: true });

it('sees what moves, and no farther away than needed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...viewNames),
      fc.tuple(positive, positive, positive),
      positive,
      (view, size, aspect) => {
        const high = size.map((side) => side / 2) as [number, number, number];
        const low = high.map((side) => -side) as [number, number, number];
        const { position, target } = fitCamera(view, { low, high }, (FOV_deg * Math.PI) / 180, aspect);
        const camera = new PerspectiveCamera(FOV_deg, aspect, 0.001, 1000);
        camera.up.set(0, 0, 1);
        camera.position.copy(position);
        camera.lookAt(target);
        camera.updateMatrixWorld();
        // Points of the dome on the floor of the box.
        const floor = new Vector3(0, 0, low[2]);
        const reach = new Vector3(high[0], high[1], 2 * high[2]);
        let outermost = 0;
        for (let i = 0; i < 4000; i++) {
          const z = 1 - (i + 0.5) / 4000;
          const around = i * 2.399963;
          const radius = Math.sqrt(1 - z * z);
          const place = new Vector3(radius * Math.cos(around), radius * Math.sin(around), z);
          const point = place.multiply(reach).add(floor).project(camera);
          outermost = Math.max(outermost, Math.abs(point.x), Math.abs(point.y));
        }
        expect(outermost).toBeLessThan(1.0001);
        expect(outermost).toBeGreaterThan(0.9);
      },
    ),
    { numRuns: 60 },
  );
});

it('looks along the axes that the presets name', () => {
  const bounds = { low: [-1, -1, 0], high: [1, 1, 2] } as const;
  const from = (view: (typeof viewNames)[number]) => {
    const { position, target } = fitCamera(view, bounds, 0.5, 1);
    return position.sub(target).normalize();
  };
  expect(from('front').x).toBeGreaterThan(0.99);
  expect(from('side').y).toBeLessThan(-0.99);
  expect(from('top').z).toBeGreaterThan(0.99);
});
