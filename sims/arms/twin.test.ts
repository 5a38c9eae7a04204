import { afterAll, expect, it } from 'vitest';
import { SO101_ARM_JOINTS, SO101_HOME_rad, SO101_JAW_JOINT, SO101_JAW_SHUT_rad } from './so101.ts';
import { SEEN_m, Twin } from './twin.ts';

const twin = await Twin.load(new URL('./so101-twin.xml', import.meta.url).href, [...SO101_ARM_JOINTS, SO101_JAW_JOINT]);
afterAll(() => twin.dispose());

const HOME = [...SO101_HOME_rad, SO101_JAW_SHUT_rad];

it('sees nothing near an arm at home', () => {
  expect(twin.clearance(HOME)).toEqual({ distance_m: SEEN_m, between: null });
});

it('tells who is near whom', () => {
  expect(twin.clearance([0, -1.5, 1.4, 1.2, 0, SO101_JAW_SHUT_rad]).between).toEqual(['lower arm', 'shoulder']);
  const reachingDown = twin.clearance([0, 0.6, 0.6, 1.2, 0, SO101_JAW_SHUT_rad]);
  expect(reachingDown.between).toEqual(['table', 'moving jaw']);
  expect(reachingDown.distance_m).toBeLessThan(0);
});

it('lets the jaw shut', () => {
  expect(twin.clearance([...SO101_HOME_rad, -0.175]).between).toBeNull();
});

it("gives the tool's Jacobian as its positions differ", () => {
  const jacobian = twin.toolJacobian(HOME);
  const step_rad = 1e-6;
  const at = twin.toolPosition(HOME);
  HOME.forEach((_, j) => {
    const moved = twin.toolPosition(HOME.map((angle, i) => (i === j ? angle + step_rad : angle)));
    jacobian.forEach((row, axis) => expect(row[j]).toBeCloseTo((moved[axis]! - at[axis]!) / step_rad, 4));
  });
});

it('tells where its bodies are', () => {
  const atHome = twin.bodyPoses(HOME);
  const turned = twin.bodyPoses(HOME.with(0, 0.5));
  expect(atHome).toHaveLength(turned.length);
  expect(turned).not.toEqual(atHome);
  // The world stays where it is; quaternions end with w.
  expect([...turned.subarray(0, 7)]).toEqual([0, 0, 0, 0, 0, 0, 1]);
});

it('names a joint that the model lacks', async () => {
  await expect(Twin.load(new URL('./koch-twin.xml', import.meta.url).href, ['ankle'])).rejects.toThrow("'ankle'");
});
