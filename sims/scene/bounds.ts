import type { MainModule, MjData, MjModel } from '@mujoco/mujoco';
import { Random } from '../../contracts/random.ts';
import type { SceneDescription } from '../../contracts/scene.ts';

type Corner = [number, number, number];

/** Random configurations tried. */
const SAMPLES = 256;
/** How far a joint without limits is taken to go: a turn, or a metre each way. */
const UNLIMITED = { hinge_rad: Math.PI, slide_m: 1 };

/**
 * A box around the visible geoms of everything that moves, found by trying configurations, and no lower than the
 * planes of the world; around all of a model in which nothing moves.
 */
export function boundsOfMotion(mujoco: MainModule, model: MjModel): SceneDescription['bounds_m'] {
  const geoms = Array.from({ length: model.ngeom }, (_, geom) => geom);
  const planes = geoms.filter((geom) => model.geom_type[geom] === mujoco.mjtGeom.mjGEOM_PLANE.value);
  const solid = geoms.filter((geom) => model.geom_group[geom] <= 2 && !planes.includes(geom));
  const moving = solid.filter((geom) => model.body_weldid[model.geom_bodyid[geom]] !== 0);
  const shown = moving.length > 0 ? moving : solid;
  const low: Corner = [Infinity, Infinity, Infinity];
  const high: Corner = [-Infinity, -Infinity, -Infinity];

  const random = new Random(1);
  const data = new mujoco.MjData(model);
  try {
    for (let sample = 0; sample < SAMPLES; sample++) {
      if (sample > 0) drawConfiguration(mujoco, model, data, random);
      mujoco.mj_kinematics(model, data);
      for (const geom of shown) enclose(low, high, data.geom_xpos.subarray(3 * geom), model.geom_rbound[geom]);
    }
    for (const plane of planes) low[2] = Math.max(low[2], data.geom_xpos[3 * plane + 2]);
  } finally {
    data.delete();
  }
  return { low, high };
}

function drawConfiguration(mujoco: MainModule, model: MjModel, data: MjData, random: Random): void {
  const { mjJNT_HINGE, mjJNT_SLIDE } = mujoco.mjtJoint;
  for (let joint = 0; joint < model.njnt; joint++) {
    const type: number = model.jnt_type[joint];
    if (type !== mjJNT_HINGE.value && type !== mjJNT_SLIDE.value) continue;
    const reach = type === mjJNT_HINGE.value ? UNLIMITED.hinge_rad : UNLIMITED.slide_m;
    const [low, high] = model.jnt_range.subarray(2 * joint);
    data.qpos[model.jnt_qposadr[joint]] = low < high ? random.between(low, high) : random.between(-reach, reach);
  }
}

function enclose(low: Corner, high: Corner, centre_m: ArrayLike<number>, radius_m: number): void {
  for (let axis = 0; axis < 3; axis++) {
    low[axis] = Math.min(low[axis]!, centre_m[axis]! - radius_m);
    high[axis] = Math.max(high[axis]!, centre_m[axis]! + radius_m);
  }
}
