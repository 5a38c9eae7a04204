import type { ArmDescription } from '../../../contracts/arm-description.ts';
import type { Point } from '../../../contracts/deploy.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { Twin } from '../../../sims/arms/twin.ts';
import { describeScene } from '../../../sims/scene/describe-scene.ts';
import { makePlan, type Plan } from '../../lab/plan.ts';
import { Player } from '../../lab/watch/player.ts';
import type { Run } from '../../runs/run.ts';
import { POLICY_PERIOD_s } from '../control/sources/policy-targets.ts';
import { targetsOf } from './draw-targets.ts';
import { PosedTask } from './posed-task.ts';

const WARM_UP_RUNS = 20;
/** After so many, the first one comes again. */
const TARGETS = 100;

/** A run's policy, made ready to move an arm of one kind. */
export interface PolicyOnArm {
  readonly run: Run;
  readonly arm: ArmDescription;
  readonly plan: Plan;
  /** Decides where the posed task stands. */
  readonly player: Pick<Player, 'take' | 'decide'>;
  readonly posed: PosedTask;
  readonly twin: Twin;
  /** Of the task's scene. */
  readonly robotBodies: readonly number[];
  /** As the task draws them: drawn beforehand, since an arm that moves waits for nobody. */
  readonly targets_m: readonly Point[];
  dispose(): Promise<void>;
}

/** @throws WorkbenchError `unsupported` as `PosedTask` */
export async function fitPolicy(run: Run, arm: ArmDescription): Promise<PolicyOnArm> {
  const plan = makePlan(run.record.config);
  const names = arm.joints.map(({ name }) => name);
  const player = await Player.create(plan);
  try {
    await warmUp(player, plan);
    const posed = new PosedTask(player.environment, arm);
    const targets_m = targetsOf(player.environment, TARGETS);
    const { robotBodies } = await describeScene(plan.task.model);
    const twin = await Twin.load(arm.twin, names, arm.tool);
    return {
      run,
      arm,
      plan,
      player,
      posed,
      twin,
      robotBodies,
      targets_m,
      async dispose() {
        twin.dispose();
        await player.dispose();
      },
    };
  } catch (error) {
    await player.dispose();
    throw error;
  }
}

/** A program's first runs take long, and an arm that waits for its policy brakes. */
async function warmUp(player: Player, { parameterCount }: Plan): Promise<void> {
  player.begin({ seed: 0, exploring: false, parameters: new Float32Array(parameterCount) });
  for (let run = 0; run < WARM_UP_RUNS; run++) await player.decide();
}

/** @throws WorkbenchError `unsupported`, naming what a policy acts on, or how often, where that is not the arm's */
export function refuseOtherActions(run: Run, arm: ArmDescription): void {
  const { space, task } = makePlan(run.record.config);
  const names = space.action.map(({ name }) => name);
  const isSame = names.join() === arm.policyJoints.join() && space.action.every(({ unit }) => unit === 'rad');
  if (isSame && task.controlTimestep_s === POLICY_PERIOD_s) return;
  if (isSame) throw otherPace(task.title, task.controlTimestep_s);
  throw new WorkbenchError(
    'unsupported',
    `"${task.title}" acts on ${names.join(', ')}; a policy of the ${arm.title} acts on ${arm.policyJoints.join(', ')}, in rad.`,
    'Choose a run of a task of this arm.',
  );
}

function otherPace(title: string, controlTimestep_s: number): WorkbenchError {
  return new WorkbenchError(
    'unsupported',
    `"${title}" acts every ${1000 * controlTimestep_s} ms, and an arm is moved every ${1000 * POLICY_PERIOD_s} ms.`,
    'Choose a run of a task of this arm.',
  );
}
