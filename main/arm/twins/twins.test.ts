import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { POSE_FLOATS } from '../../../contracts/scene.ts';
import { describeTwin } from '../../../sims/arms/describe-twin.ts';
import { temporaryFolder } from '../../runs/testing/temporary-folder.ts';
import { poseTwin } from './pose-twin.ts';
import { so101 } from '../arms/so101.ts';
import { TwinFiles } from './twin-files.ts';

const TWIN = '7b0c1e4e-5f0b-4f6e-9d0a-1a2b3c4d5e6f';
const text = (content: string) => new TextEncoder().encode(content);

/** A tetrahedron, in the text form of OBJ. */
const MESH = 'v 0 0 0\nv .1 0 0\nv 0 .1 0\nv 0 0 .1\nf 1 3 2\nf 1 2 4\nf 2 3 4\nf 1 4 3\n';
const INCLUDED = '<mujoco><asset><mesh name="link" file="parts/link.obj"/></asset></mujoco>';
const MJCF = `<mujoco><compiler meshdir="meshes"/><include file="assets.xml"/><worldbody><body name="link">
  <joint name="hinge" range="-90 45"/><joint type="slide"/><geom type="mesh" mesh="link"/><site name="tip" pos="0 0 0.1"/>
</body></worldbody></mujoco>`;

function sent() {
  const folder = temporaryFolder();
  const files = new TwinFiles(folder);
  const send = (file: string, content: string, offset_bytes = 0) =>
    files.write({ twin: TWIN, file, offset_bytes, bytes: text(content) });
  return { folder, files, send };
}

describe('a twin of one’s own', () => {
  it('is put together from its pieces, with meshes and includes found beside it', async () => {
    const { send } = sent();
    send('link.obj', MESH);
    send('assets.xml', INCLUDED);
    send('arm.xml', MJCF.slice(0, 40));
    const url = send('arm.xml', MJCF.slice(40), 40);

    const { joints, sites, scene } = await describeTwin(url);
    expect(joints).toEqual([
      { name: 'hinge', low_rad: expect.closeTo(-Math.PI / 2), high_rad: expect.closeTo(0.785, 3) },
    ]);
    expect(sites).toEqual(['tip']);
    expect(scene.geoms[0]!.mesh!.positions.length).toBeGreaterThan(0);

    const poses = await poseTwin(url, 'tip', { hinge: Math.PI / 2 });
    expect(poses.slice(POSE_FLOATS + 3)).toEqual(new Float32Array([0, 0, Math.SQRT1_2, Math.SQRT1_2]));
  });

  it('is refused when a piece is missing, and when nothing in it turns', async () => {
    const { send } = sent();
    expect(() => send('arm.xml', 'late', 10)).toThrow('did not arrive in order');
    const still = send('arm.xml', '<mujoco><worldbody><geom size="1"/></worldbody></mujoco>');
    await expect(describeTwin(still)).rejects.toThrow('No joint that turns');
  });

  it('is removed a day after nobody needs it any more', () => {
    const { folder, files, send } = sent();
    const twin = send('arm.xml', MJCF);
    const place = join(folder, 'arms', 'twins', TWIN);
    utimesSync(place, 0, 0);
    files.removeUnused([{ ...so101, twin }], Date.now());
    expect(existsSync(place)).toBe(true);
    utimesSync(place, new Date(), new Date());
    files.removeUnused([so101], Date.now());
    expect(existsSync(place)).toBe(true);
    utimesSync(place, 0, 0);
    files.removeUnused([so101], Date.now());
    expect(existsSync(place)).toBe(false);
  });
});
