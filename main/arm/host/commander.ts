import type { ArmApi } from '../../../contracts/arm-api.ts';
import type { PolicyNote } from '../../../contracts/arm-log.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { poseTowards } from '../control/policy-joints.ts';
import { JointJog } from '../control/sources/joint-jog.ts';
import { PolicyTargets } from '../control/sources/policy-targets.ts';
import { Replay } from '../control/sources/replay.ts';
import { ToolJog } from '../control/sources/tool-jog.ts';
import type { ConnectedArm } from './connected-arm.ts';
import type { RecordingStore } from './recording-store.ts';

type CommandApi = Pick<
  ArmApi,
  'engage' | 'begin' | 'alive' | 'jogJoints' | 'jogTool' | 'policyTarget' | 'teach' | 'endTeaching' | 'replay'
>;

/** The commands of one window; each is a sign that it lives. */
export class Commander implements CommandApi {
  readonly #find: () => ConnectedArm;
  readonly #claim: () => void;
  readonly #recordings: RecordingStore;
  #joints: JointJog | null = null;
  #tool: ToolJog | null = null;
  #policy: PolicyTargets | null = null;
  #isStopped = false;

  /** @param claim @throws WorkbenchError `busy` while another window moves the arm */
  constructor(find: () => ConnectedArm, claim: () => void, recordings: RecordingStore) {
    this.#find = find;
    this.#claim = claim;
    this.#recordings = recordings;
  }

  readonly engage = async (): Promise<void> => {
    await this.#controller.engage();
  };

  readonly begin = async (): Promise<void> => {
    this.#isStopped = false;
  };

  readonly alive = async (): Promise<void> => {
    this.#controller.heard();
  };

  readonly jogJoints = async (targets_rad: readonly number[]): Promise<void> => {
    const controller = this.#movable;
    this.#expect(targets_rad, controller.arm.joints.length);
    this.#joints ??= new JointJog(targets_rad);
    this.#joints.aim(targets_rad);
    controller.move(this.#joints);
  };

  readonly jogTool = async (velocity_mps: readonly [number, number, number]): Promise<void> => {
    const controller = this.#movable;
    this.#tool ??= new ToolJog(this.#find().twin, velocity_mps);
    this.#tool.move(velocity_mps);
    controller.move(this.#tool);
  };

  readonly policyTarget = async (targets_rad: readonly number[], note: PolicyNote | null): Promise<void> => {
    const controller = this.#movable;
    this.#expect(targets_rad, controller.arm.policyJoints.length);
    if (controller.mode !== 'policy') this.#policy = new PolicyTargets(controller.pose_rad);
    this.#policy!.aim(poseTowards(controller.arm, targets_rad, controller.pose_rad));
    controller.move(this.#policy!);
    if (note) this.#find().note(note);
  };

  readonly teach = async (): Promise<void> => {
    await this.#controller.teach();
  };

  readonly endTeaching = async () => {
    const recording = this.#controller.endTeaching();
    return recording && { id: this.#recordings.save(recording), duration_s: recording.times_s.at(-1)! };
  };

  readonly replay = async (id: string, speed: number): Promise<void> => {
    const controller = this.#movable;
    const recording = this.#recordings.load(id);
    const names = controller.arm.joints.map(({ name }) => name);
    if (recording.joints.join() !== names.join()) {
      throw new WorkbenchError(
        'refused',
        `Recording "${id}" is of an arm with the joints ${recording.joints.join(', ')}.`,
        'Choose a recording of this arm.',
      );
    }
    controller.move(new Replay(recording, controller.pose_rad, speed));
  };

  /** Someone stopped the arm: what this window is about ends too. */
  stopped(): void {
    this.#isStopped = true;
  }

  /** @throws WorkbenchError `cancelled` after a stop */
  get #movable() {
    if (!this.#isStopped) return this.#controller;
    throw new WorkbenchError('cancelled', 'The arm was stopped.', 'Begin another motion.');
  }

  get #controller() {
    const { controller } = this.#find();
    this.#claim();
    return controller;
  }

  #expect(values: readonly number[], count: number): void {
    if (values.length === count) return;
    throw new WorkbenchError('bad-config', `${values.length} angles were given for ${count} joints.`, 'Give one each.');
  }
}
