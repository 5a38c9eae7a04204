import type { DoubleBuffer, MainModule, MjData, MjModel } from '@mujoco/mujoco';
import { WorkbenchError } from '../../contracts/errors.ts';
import { compileModel } from '../physics/model.ts';
import { poses } from '../scene/poses.ts';

/** Distances beyond this are not told apart: who looks ahead needs to know only what is near. */
export const SEEN_m = 0.03;

/** How near the arm is to itself or to what stands around it. */
export interface Clearance {
  /** Negative where shapes overlap; at most SEEN_m. */
  readonly distance_m: number;
  /** The two that are nearest, by name; null if nothing is near. */
  readonly between: readonly [string, string] | null;
}

/**
 * A model of an arm that is posed, never stepped: it tells what a pose would mean. Poses are the angles (rad) of the
 * joints that it was loaded for, in their order.
 */
export class Twin {
  readonly #mujoco: MainModule;
  /** A copy of its own, with margins that would disturb a simulation. */
  readonly #model: MjModel;
  readonly #data: MjData;
  readonly #jacobian: DoubleBuffer;
  readonly #joints: readonly { readonly qpos: number; readonly dof: number }[];
  readonly #tool: number;

  private constructor(mujoco: MainModule, shared: MjModel, joints: readonly string[], tool: string) {
    this.#mujoco = mujoco;
    this.#model = new mujoco.MjModel(shared);
    // MuJoCo adds the margins of the two geoms.
    this.#model.geom_margin.fill(SEEN_m / 2);
    this.#data = new mujoco.MjData(this.#model);
    this.#jacobian = new mujoco.DoubleBuffer(3 * shared.nv);
    this.#joints = joints.map((name) => {
      const id = this.#id('mjOBJ_JOINT', name);
      return { qpos: shared.jnt_qposadr[id], dof: shared.jnt_dofadr[id] };
    });
    this.#tool = this.#id('mjOBJ_SITE', tool);
  }

  /**
   * @param modelUrl file URL of the MJCF
   * @param tool the site whose position and Jacobian are asked for
   * @throws WorkbenchError `bad-model`; `unknown-name` if a joint or the tool is not in the model
   */
  static async load(modelUrl: string, joints: readonly string[], tool = 'tool'): Promise<Twin> {
    const { mujoco, model } = await compileModel(modelUrl);
    return new Twin(mujoco, model, joints, tool);
  }

  /** The nearest pair that may collide (a joint's two sides may not). */
  clearance(pose_rad: ArrayLike<number>): Clearance {
    this.#pose(pose_rad);
    this.#mujoco.mj_collision(this.#model, this.#data);
    const contacts = this.#data.contact;
    let distance_m = SEEN_m;
    let pair: readonly [number, number] | null = null;
    for (let i = 0; i < this.#data.ncon; i++) {
      const contact = contacts.get(i)!;
      if (contact.dist < distance_m) {
        distance_m = contact.dist;
        pair = [contact.geom1, contact.geom2];
      }
      contact.delete();
    }
    contacts.delete();
    return { distance_m, between: pair && [this.#nameOf(pair[0]), this.#nameOf(pair[1])] };
  }

  /** Where all bodies are, [bodies · POSE_FLOATS]: what a renderer draws. */
  bodyPoses(pose_rad: ArrayLike<number>): Float32Array {
    this.#pose(pose_rad);
    return poses(this.#data);
  }

  /** World position of the tool, m: [x, y, z]. */
  toolPosition(pose_rad: ArrayLike<number>): [number, number, number] {
    this.#pose(pose_rad);
    const [x, y, z] = this.#data.site_xpos.subarray(3 * this.#tool);
    return [x, y, z];
  }

  /** How the tool's position follows the joints, m/rad: rows x, y, z, each [joints]. */
  toolJacobian(pose_rad: ArrayLike<number>): [number[], number[], number[]] {
    this.#pose(pose_rad);
    this.#mujoco.mj_comPos(this.#model, this.#data);
    this.#mujoco.mj_jacSite(this.#model, this.#data, this.#jacobian, null, this.#tool);
    const jacobian: Float64Array = this.#jacobian.GetView();
    const row = (axis: number) => this.#joints.map(({ dof }) => jacobian[axis * this.#model.nv + dof]!);
    return [row(0), row(1), row(2)];
  }

  /** Frees the memory, which no garbage collector does. The object is of no use afterwards. */
  dispose(): void {
    this.#jacobian.delete();
    this.#data.delete();
    this.#model.delete();
  }

  #pose(pose_rad: ArrayLike<number>): void {
    const { qpos } = this.#data;
    this.#joints.forEach((joint, j) => (qpos[joint.qpos] = pose_rad[j]!));
    this.#mujoco.mj_kinematics(this.#model, this.#data);
  }

  /** A geom's own name, or else its body's. */
  #nameOf(geom: number): string {
    const { names, name_geomadr, geom_bodyid } = this.#model;
    const { mjOBJ_GEOM, mjOBJ_BODY } = this.#mujoco.mjtObj;
    // The binding makes up a name for what has none.
    const isNamed = names[name_geomadr[geom]] !== 0;
    const name = isNamed
      ? this.#mujoco.mj_id2name(this.#model, mjOBJ_GEOM.value, geom)
      : this.#mujoco.mj_id2name(this.#model, mjOBJ_BODY.value, geom_bodyid[geom]);
    return name.replaceAll('_', ' ');
  }

  #id(type: 'mjOBJ_JOINT' | 'mjOBJ_SITE', name: string): number {
    const id = this.#mujoco.mj_name2id(this.#model, this.#mujoco.mjtObj[type].value, name);
    if (id >= 0) return id;
    const kind = type.slice('mjOBJ_'.length).toLowerCase();
    throw new WorkbenchError('unknown-name', `The twin has no ${kind} '${name}'.`, 'Use a name that its MJCF gives.');
  }
}
