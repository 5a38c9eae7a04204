import { Vector3 } from 'three';
import { expect, it } from 'vitest';
import { CameraLink, type LinkedCamera } from './camera-link.ts';
import type { CameraPlace } from './camera-view.ts';

class Camera implements LinkedCamera {
  place: CameraPlace;

  constructor(x: number) {
    this.place = { position: new Vector3(x, 0, 0), target: new Vector3() };
  }

  follow(place: CameraPlace): void {
    this.place = place;
  }
}

it('the others follow the one that moved, until they leave', () => {
  const link = new CameraLink();
  const [one, other, gone] = [new Camera(1), new Camera(2), new Camera(3)];
  for (const camera of [one, other, gone]) link.join(camera);
  link.leave(gone);
  link.moved(other);
  expect([one, other, gone].map(({ place }) => place.position.x)).toEqual([2, 2, 3]);
});

it('whoever comes later is told where the others are', () => {
  const link = new CameraLink();
  const [first, second] = [new Camera(1), new Camera(2)];
  expect(link.placeFor(first)).toBeNull();
  link.join(first);
  expect(link.placeFor(first)).toBeNull();
  link.join(second);
  expect(link.placeFor(second)).toBe(first.place);
});
