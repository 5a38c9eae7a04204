import type { MainModule, MjModel } from '@mujoco/mujoco';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { GeomDescription, GeomShape, SceneDescription } from '../../contracts/scene.ts';
import { compileModel } from '../physics/model.ts';
import { boundsOfMotion } from './bounds.ts';
import { meshTriangles } from './mesh.ts';

type Triple = readonly [number, number, number];
type Quadruple = readonly [number, number, number, number];

/**
 * What a renderer needs to draw a model.
 * @param modelUrl file URL of the MJCF
 * @param tool the site whose path is the trail
 * @throws WorkbenchError `bad-model`; `unsupported` for a geom that is neither a simple shape nor a mesh
 */
export async function describeScene(modelUrl: string, tool = 'tool'): Promise<SceneDescription> {
  const { mujoco, model } = await compileModel(modelUrl);
  const bodies = Array.from({ length: model.nbody }, (_, body) => body);
  const nameOf = (body: number) => mujoco.mj_id2name(model, mujoco.mjtObj.mjOBJ_BODY.value, body);
  return {
    bodies: bodies.map((body) => nameOf(body) || `body ${body}`),
    geoms: Array.from({ length: model.ngeom }, (_, geom) => describeGeom(mujoco, model, geom)),
    robotBodies: robotBodies(model),
    tool: describeTool(mujoco, model, tool),
    targetBody: bodies.find((body) => model.body_mocapid[body] >= 0) ?? null,
    bounds_m: boundsOfMotion(mujoco, model),
  };
}

/** The moving bodies of every kinematic tree that an actuator drives. */
export function robotBodies(model: MjModel): number[] {
  const driven = new Set<number>();
  for (let actuator = 0; actuator < model.nu; actuator++) {
    const joint: number = model.actuator_trnid[2 * actuator];
    driven.add(model.body_rootid[model.jnt_bodyid[joint]]);
  }
  const moves = (body: number) => model.body_weldid[body] !== 0;
  return Array.from({ length: model.nbody }, (_, body) => body).filter(
    (body) => moves(body) && driven.has(model.body_rootid[body]),
  );
}

function describeGeom(mujoco: MainModule, model: MjModel, geom: number): GeomDescription {
  const shape = shapeOf(mujoco, model.geom_type[geom]);
  const material: number = model.geom_matid[geom];
  return {
    body: model.geom_bodyid[geom],
    shape,
    size_m: slice<Triple>(model.geom_size, 3, geom),
    position_m: slice<Triple>(model.geom_pos, 3, geom),
    quaternion: slice<Quadruple>(model.geom_quat, 4, geom),
    rgba: material < 0 ? slice<Quadruple>(model.geom_rgba, 4, geom) : slice<Quadruple>(model.mat_rgba, 4, material),
    group: model.geom_group[geom],
    ...(shape === 'mesh' && { mesh: meshTriangles(model, model.geom_dataid[geom]) }),
  };
}

function describeTool(mujoco: MainModule, model: MjModel, name: string): SceneDescription['tool'] {
  const site = mujoco.mj_name2id(model, mujoco.mjtObj.mjOBJ_SITE.value, name);
  if (site < 0) return null;
  return { body: model.site_bodyid[site], position_m: slice<Triple>(model.site_pos, 3, site) };
}

function shapeOf(mujoco: MainModule, type: number): GeomShape {
  const { mjtGeom } = mujoco;
  const shapes: readonly [{ readonly value: number }, GeomShape][] = [
    [mjtGeom.mjGEOM_PLANE, 'plane'],
    [mjtGeom.mjGEOM_SPHERE, 'sphere'],
    [mjtGeom.mjGEOM_CAPSULE, 'capsule'],
    [mjtGeom.mjGEOM_ELLIPSOID, 'ellipsoid'],
    [mjtGeom.mjGEOM_CYLINDER, 'cylinder'],
    [mjtGeom.mjGEOM_BOX, 'box'],
    [mjtGeom.mjGEOM_MESH, 'mesh'],
  ];
  const found = shapes.find(([{ value }]) => value === type);
  if (found) return found[1];
  throw new WorkbenchError(
    'unsupported',
    `A geom of MuJoCo's type ${type} cannot be drawn.`,
    `Use one of ${shapes.map(([, shape]) => shape).join(', ')}.`,
  );
}

function slice<T extends readonly number[]>(values: Float64Array | Float32Array, size: T['length'], index: number): T {
  return Array.from(values.subarray(size * index, size * (index + 1))) as unknown as T;
}
