import type { DoubleBuffer, MainModule, MjData, MjModel } from '@mujoco/mujoco';
import { WorkbenchError } from '../../contracts/errors.ts';
import { checkDivergence } from './divergence.ts';
import { compileModel } from './model.ts';
import { type Views, viewsOf } from './views.ts';

/** Where a hinge or slide joint stands in `qpos` and `qvel`, and its range (rad or m). */
export interface JointAddress {
  readonly qpos: number;
  readonly qvel: number;
  readonly low: number;
  readonly high: number;
}

/** The same, and where the actuator that moves it stands in `ctrl`. */
export interface DrivenJointAddress extends JointAddress {
  readonly ctrl: number;
}

/**
 * One simulated world: a state of its own (MjData) over a compiled model (MjModel) that it may share with others.
 * Arrays and names are MuJoCo's. Look names up once and keep the addresses; read the arrays afresh each time, because
 * a view dies whenever WebAssembly's memory grows.
 */
export class Physics {
  readonly timestep_s: number;
  /** Number of values in a saved state. */
  readonly stateSize: number;
  readonly #mujoco: MainModule;
  readonly #model: MjModel;
  readonly #data: MjData;
  readonly #state: DoubleBuffer;
  readonly #stateSignature: number;
  #views: Views;

  private constructor(mujoco: MainModule, model: MjModel) {
    this.#mujoco = mujoco;
    this.#model = model;
    this.#data = new mujoco.MjData(model);
    this.timestep_s = model.opt.timestep;
    this.#stateSignature = mujoco.mjtState.mjSTATE_INTEGRATION.value;
    this.stateSize = mujoco.mj_stateSize(model, this.#stateSignature);
    this.#state = new mujoco.DoubleBuffer(this.stateSize);
    this.#views = viewsOf(this.#data);
  }

  /**
   * A world in its default state.
   * @param modelUrl file URL of the MJCF.
   * @throws WorkbenchError `bad-model` with MuJoCo's own message.
   */
  static async load(modelUrl: string): Promise<Physics> {
    const { mujoco, model } = await compileModel(modelUrl);
    return new Physics(mujoco, model);
  }

  /** Generalised positions [nq]. */
  get qpos(): Float64Array {
    return this.#live().qpos;
  }
  /** Generalised velocities [nv]. */
  get qvel(): Float64Array {
    return this.#live().qvel;
  }
  /** Controls [nu]. */
  get ctrl(): Float64Array {
    return this.#live().ctrl;
  }
  /** Generalised forces put on from outside [nv], N or N·m; they stay until they are set anew. */
  get qfrcApplied(): Float64Array {
    return this.#live().qfrcApplied;
  }
  /** World positions of the bodies [nbody, 3], m; up to date as `siteXpos` is. */
  get xpos(): Float64Array {
    return this.#live().xpos;
  }
  /** World orientations of the bodies [nbody, 4]: w, x, y, z; up to date as `siteXpos` is. */
  get xquat(): Float64Array {
    return this.#live().xquat;
  }
  /** World positions of the sites [nsite, 3], m; as of the last `step`, `forward` or `countContacts`. */
  get siteXpos(): Float64Array {
    return this.#live().siteXpos;
  }
  /** World positions of the mocap bodies [nmocap, 3], m. */
  get mocapPos(): Float64Array {
    return this.#live().mocapPos;
  }
  /** Simulated time since the last reset. */
  get time_s(): number {
    return this.#data.time;
  }

  /** @throws WorkbenchError `unknown-name`, as do the other look-ups. */
  joint(name: string): JointAddress {
    const id = this.#id('mjOBJ_JOINT', name);
    const [low, high] = this.#model.jnt_range.subarray(2 * id);
    return { qpos: this.#model.jnt_qposadr[id], qvel: this.#model.jnt_dofadr[id], low, high };
  }

  /** A joint whose actuator has the same name. */
  drivenJoint(name: string): DrivenJointAddress {
    return { ...this.joint(name), ctrl: this.actuator(name) };
  }

  /** Index of an actuator in `ctrl`. */
  actuator(name: string): number {
    return this.#id('mjOBJ_ACTUATOR', name);
  }

  /** Where a site's x, y, z start in `siteXpos`. */
  site(name: string): number {
    return 3 * this.#id('mjOBJ_SITE', name);
  }

  /** Where a mocap body's x, y, z start in `mocapPos`. */
  mocap(bodyName: string): number {
    const id: number = this.#model.body_mocapid[this.#id('mjOBJ_BODY', bodyName)];
    if (id < 0) throw new WorkbenchError('bad-model', `Body '${bodyName}' is no mocap body.`, 'Give it mocap="true".');
    return 3 * id;
  }

  /** Back to the model's default state. */
  reset(): void {
    this.#mujoco.mj_resetData(this.#model, this.#data);
  }

  /** Brings everything derived from the state up to date. */
  forward(): void {
    this.#mujoco.mj_forward(this.#model, this.#data);
  }

  /**
   * Advances by `count` time steps; site positions are those of the new state.
   * @throws WorkbenchError `simulation-diverged`.
   */
  step(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#mujoco.mj_step(this.#model, this.#data);
      checkDivergence(this.#live(), this.#data);
    }
    // mj_step leaves the positions of bodies and sites one step behind qpos.
    this.#mujoco.mj_kinematics(this.#model, this.#data);
  }

  /** Number of contacts in the present position, with the sites' positions brought up to date. */
  countContacts(): number {
    this.#mujoco.mj_kinematics(this.#model, this.#data);
    this.#mujoco.mj_collision(this.#model, this.#data);
    return this.#data.ncon;
  }

  /** Positions of the contacts in the present position, [3 · contacts], m; otherwise as `countContacts`. */
  contactPositions(): Float32Array {
    const count = this.countContacts();
    const positions = new Float32Array(3 * count);
    const contacts = this.#data.contact;
    for (let i = 0; i < count; i++) {
      const contact = contacts.get(i)!;
      positions.set(contact.pos as Float64Array, 3 * i);
      contact.delete();
    }
    contacts.delete();
    return positions;
  }

  /** Copies out everything that the simulation's future depends on. @param out [stateSize]. */
  getState(out: Float64Array): void {
    this.#mujoco.mj_getState(this.#model, this.#data, this.#state, this.#stateSignature);
    out.set(this.#state.GetView());
  }

  /** Goes on, bit for bit, from where `getState` was called. @param state [stateSize], of the same model. */
  setState(state: Float64Array): void {
    if (state.length !== this.stateSize) {
      throw new WorkbenchError(
        'damaged',
        `A saved state of this model has ${this.stateSize} values, this one ${state.length}.`,
        'Load a state that was saved from the same task.',
      );
    }
    this.#state.GetView().set(state);
    this.#mujoco.mj_setState(this.#model, this.#data, this.#state.GetView(), this.#stateSignature);
    this.#mujoco.mj_kinematics(this.#model, this.#data);
  }

  /** Frees the state's memory, which no garbage collector does. The object is of no use afterwards. */
  dispose(): void {
    this.#state.delete();
    this.#data.delete();
  }

  #live(): Views {
    if (this.#views.qpos.length === 0) this.#views = viewsOf(this.#data);
    return this.#views;
  }

  #id(type: 'mjOBJ_BODY' | 'mjOBJ_JOINT' | 'mjOBJ_SITE' | 'mjOBJ_ACTUATOR', name: string): number {
    const id = this.#mujoco.mj_name2id(this.#model, this.#mujoco.mjtObj[type].value, name);
    if (id >= 0) return id;
    const kind = type.slice('mjOBJ_'.length).toLowerCase();
    throw new WorkbenchError('unknown-name', `The model has no ${kind} '${name}'.`, 'Use a name that the MJCF gives.');
  }
}
