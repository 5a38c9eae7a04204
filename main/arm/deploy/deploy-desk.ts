import type {
  deployApi,
  DeployCheck,
  DeployFrame,
  DeployRequest,
  Point,
  TwinComparison,
} from '../../../contracts/deploy.ts';
import { deployRequestSchema } from '../../../contracts/deploy.ts';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { EpisodeSummary, LabApi } from '../../../contracts/lab-api.ts';
import type { Port } from '../../../contracts/port.ts';
import type { Run } from '../../runs/run.ts';
import { Turns } from '../../turns.ts';
import { systemClock } from '../clock.ts';
import { check, type Checked } from './checks.ts';
import { compareWithTwin } from './compare-with-twin.ts';
import type { DeployedArm } from './deployed-arm.ts';
import { Deployment } from './deployment.ts';
import { DryArm } from './dry-arm.ts';
import { frameWithoutPolicy } from './frame-without-policy.ts';
import { fitPolicy, type PolicyOnArm } from './policy-on-arm.ts';
import { refuseOutOfReach } from './reach.ts';
import { RealArm } from './real-arm.ts';

/** Whom a desk asks and tells. */
export interface DeployDeskEvents {
  /** @throws WorkbenchError `unknown-name` */
  find(run: string): Run;
  /** A port to the arm's host, this desk's alone: it closes by itself where there is none. */
  connect(): Port;
  /** Settles when whoever watches has taken the frame. */
  send(frame: DeployFrame): Promise<void>;
  /** An episode on an arm ended, and is kept in its run. */
  recorded(run: string, episode: EpisodeSummary): void;
  /** Of a run, as a person should know it. */
  warn(run: string, message: string): void;
}

type DeployApi = Pick<LabApi, keyof typeof deployApi>;

/** The deployments of one window: at most one at a time. When the window is gone, the arm that it moved parks. */
export class DeployDesk implements DeployApi {
  readonly #events: DeployDeskEvents;
  /** What begins and ends is done one after the other. */
  readonly #turns = new Turns();
  #arm: RealArm | null = null;
  #policy: PolicyOnArm | null = null;
  #dry: DryArm | null = null;
  #current: Deployment | null = null;
  /** The last one, whether it is over or not. */
  #last: Deployment | null = null;
  #targetsDrawn = 0;

  constructor(events: DeployDeskEvents) {
    this.#events = events;
  }

  readonly checkDeploy = (given: Parameters<DeployApi['checkDeploy']>[0]): Promise<DeployCheck[]> =>
    this.#turns.take(async () => {
      this.#refuseIfBusy();
      return [...(await this.#check(deployRequestSchema.parse(given))).checks];
    });

  readonly deploy = (given: Parameters<DeployApi['deploy']>[0]): Promise<void> =>
    this.#turns.take(async () => {
      this.#refuseIfBusy();
      const request = deployRequestSchema.parse(given);
      void this.#events.send(frameWithoutPolicy('checking', request, []));
      const { checks, passed } = await this.#check(request);
      if (!passed) {
        void this.#events.send(frameWithoutPolicy('idle', request, checks));
        throw refusal(checks);
      }
      const { on, policy } = passed;
      const arm = request.dryRun ? await this.#startDry(on) : this.#arm!;
      const deployment = new Deployment({
        on,
        policy,
        arm,
        request,
        checks,
        show: (frame) => this.#events.send(frame),
        kept: (episode) => this.#events.recorded(request.run, episode),
        warn: (message) => this.#events.warn(request.run, message),
        clock: systemClock,
      });
      this.#current = this.#last = deployment;
      await deployment.start().catch(async (error: unknown) => {
        await this.#end();
        throw error;
      });
    });

  readonly placeTarget = async (target_m: Point): Promise<void> => {
    const { arm, twin } = this.#underWay.on;
    await refuseOutOfReach(twin, arm, target_m);
    await this.#underWay.deployment.place(target_m);
  };

  readonly drawTarget = async (): Promise<[number, number, number]> => {
    const { targets_m } = this.#policy ?? {};
    if (!targets_m)
      throw new WorkbenchError('refused', 'No policy was checked yet.', 'Connect an arm and choose a run.');
    return [...targets_m[this.#targetsDrawn++ % targets_m.length]!];
  };

  readonly holdDeploy = async (): Promise<void> => this.#underWay.deployment.hold();

  readonly continueDeploy = async (): Promise<void> => this.#underWay.deployment.continue();

  readonly endDeploy = (): Promise<void> => this.#turns.take(() => this.#end());

  readonly compareWithTwin = async (): Promise<TwinComparison> => {
    const ticks = this.#last?.record.ticks ?? [];
    if (ticks.length === 0 || !this.#policy) {
      throw new WorkbenchError('refused', 'No policy has moved an arm here yet.', 'Deploy one first.');
    }
    return compareWithTwin(ticks, this.#policy.plan.task.model, this.#policy.arm.policyJoints);
  };

  /** The window is gone. */
  async close(): Promise<void> {
    await this.#turns.take(async () => {
      await this.#end();
      this.#arm?.close();
      await this.#policy?.dispose();
      this.#policy = null;
    });
  }

  #check(request: DeployRequest): Promise<Checked> {
    return check({
      request,
      run: () => this.#events.find(request.run),
      meet: () => this.#connected.meet(),
      moment: () => this.#arm!.moment,
      fit: (run, arm) => this.#fit(run, arm),
    });
  }

  get #connected(): RealArm {
    this.#arm ??= new RealArm(this.#events.connect(), () => {
      this.#arm = null;
      if (!this.#dry) this.#current?.fail(gone());
    });
    return this.#arm;
  }

  /** The one that is there, if it is of this run and arm. */
  async #fit(run: Run, arm: ArmDescription): Promise<PolicyOnArm> {
    if (this.#policy?.run.id === run.id && this.#policy.arm.id === arm.id) return this.#policy;
    await this.#policy?.dispose();
    this.#policy = this.#last = null;
    return (this.#policy = await fitPolicy(run, arm));
  }

  async #startDry({ arm, twin, plan }: PolicyOnArm): Promise<DeployedArm> {
    const measured_rad = this.#arm!.moment?.joints.map((joint) => joint.measured_rad);
    this.#dry = await DryArm.start(arm, twin, plan.task.model, measured_rad ?? arm.park_rad[0]!, systemClock);
    return this.#dry;
  }

  async #end(): Promise<void> {
    const current = this.#current;
    this.#current = null;
    await current?.end().catch(() => {}); // An arm that is gone cannot be held.
    await this.#dry?.close();
    this.#dry = null;
  }

  #refuseIfBusy(): void {
    if (this.#current) throw new WorkbenchError('busy', 'A deployment is under way.', 'End it first.');
  }

  get #underWay(): { deployment: Deployment; on: PolicyOnArm } {
    if (this.#current && this.#policy) return { deployment: this.#current, on: this.#policy };
    throw new WorkbenchError('refused', 'No deployment is under way.', 'Begin one first.');
  }
}

function refusal(checks: readonly DeployCheck[]): WorkbenchError {
  const { title, found, remedy } = checks.find(({ ok }) => ok === false)!;
  return new WorkbenchError('refused', `${title}: no. ${found}`, remedy);
}

function gone(): WorkbenchError {
  return new WorkbenchError(
    'link-lost',
    'What drives the arm has ended.',
    'Look at the arm: its servos hold what they were told last. Then connect it again.',
  );
}
