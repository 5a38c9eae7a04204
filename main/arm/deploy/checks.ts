import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { deployChecks, type DeployCheck, type DeployRequest } from '../../../contracts/deploy.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { savedPolicy, type Policy } from '../../lab/policy.ts';
import type { Run } from '../../runs/run.ts';
import { agreeWithTwin } from './agree-with-twin.ts';
import type { Moment } from './deployed-arm.ts';
import { refuseOtherActions, type PolicyOnArm } from './policy-on-arm.ts';
import { describePoint, refuseOutOfReach } from './reach.ts';

/** Joints are put together again, screws are turned, horns slip. */
const CALIBRATION_days = 90;
const DAY_ms = 24 * 3600 * 1000;

type CheckName = (typeof deployChecks)[number];

const TITLES: Readonly<Record<CheckName, string>> = {
  policy: 'The run has a policy',
  connection: 'An arm is connected',
  actions: "The policy's actions are the arm's joints",
  observations: 'What the policy observes can be seen of the arm',
  calibration: 'The arm is calibrated',
  faults: 'Nothing stops the arm',
  twin: 'The twin stands as the arm does',
  target: 'The target can be reached',
};

/** What checks find out on the way: the later ones build upon the earlier. */
export interface CheckedWith {
  readonly request: DeployRequest;
  run(): Run;
  meet(): Promise<{ arm: ArmDescription; calibratedAt: string | null }>;
  moment(): Moment | null;
  fit(run: Run, arm: ArmDescription): Promise<PolicyOnArm>;
}

/** What a passed deployment goes on with. */
export interface Checked {
  readonly checks: readonly DeployCheck[];
  /** Null unless all passed. */
  readonly passed: { readonly on: PolicyOnArm; readonly policy: Policy } | null;
}

/** Looks at one after the other, until one fails. Where nothing will be sent, the arm's own state is no matter. */
export async function check(given: CheckedWith): Promise<Checked> {
  const { request } = given;
  let run!: Run;
  let policy!: Policy;
  let met!: Awaited<ReturnType<CheckedWith['meet']>>;
  let on!: PolicyOnArm;
  /** @returns what was found; null where it is no matter. @throws WorkbenchError why it failed, and the way out */
  const looks: Record<CheckName, () => Promise<string | null>> = {
    async policy() {
      run = given.run();
      policy = savedPolicy(run, request.checkpoint);
      return `the ${request.checkpoint} checkpoint of "${run.record.name}"`;
    },
    async connection() {
      met = await given.meet();
      return met.arm.title;
    },
    async actions() {
      refuseOtherActions(run, met.arm);
      return met.arm.policyJoints.join(', ');
    },
    async observations() {
      on = await given.fit(run, met.arm);
      return on.plan.task.observation.map(({ name }) => name).join(', ');
    },
    calibration: async () => (request.dryRun ? null : freshness(met, Date.now())),
    faults: async () => (request.dryRun ? null : readiness(given.moment())),
    twin: async () => (request.dryRun ? null : agreeWithTwin(on, given.moment()!)),
    async target() {
      await refuseOutOfReach(on.twin, met.arm, request.target_m);
      return describePoint(request.target_m);
    },
  };
  const checks: DeployCheck[] = [];
  for (const name of deployChecks) {
    const hasFailed = checks.some(({ ok }) => ok === false);
    checks.push({ name, title: TITLES[name], ...(hasFailed ? UNSEEN : await outcome(looks[name])) });
  }
  const hasPassed = checks.every(({ ok }) => ok !== false);
  return { checks, passed: hasPassed ? { on, policy } : null };
}

const UNSEEN = { ok: null, found: 'not looked at', remedy: '' };

async function outcome(look: () => Promise<string | null>): Promise<Omit<DeployCheck, 'name' | 'title'>> {
  try {
    const found = await look();
    return found === null ? { ok: null, found: 'no matter in a dry run', remedy: '' } : { ok: true, found, remedy: '' };
  } catch (thrown) {
    const { message, remedy } = WorkbenchError.from(thrown);
    return { ok: false, found: message, remedy };
  }
}

/** @throws WorkbenchError `refused` */
function freshness(
  { arm, calibratedAt }: { arm: ArmDescription; calibratedAt: string | null },
  now_ms: number,
): string {
  const remedy = 'Calibrate the arm on the page Arm.';
  if (calibratedAt === null) throw new WorkbenchError('refused', `The ${arm.title} is not calibrated.`, remedy);
  const age_days = Math.floor((now_ms - Date.parse(calibratedAt)) / DAY_ms);
  if (age_days <= CALIBRATION_days)
    return `${age_days === 0 ? 'today' : `${age_days} days ago`}, and its servos keep it`;
  const message = `Its calibration is ${age_days} days old, more than ${CALIBRATION_days}.`;
  throw new WorkbenchError('refused', message, remedy);
}

/** @throws WorkbenchError `refused`, `busy` */
function readiness(moment: Moment | null): string {
  const [fault] = moment?.faults ?? [];
  if (fault) throw new WorkbenchError('refused', fault.cause, `${fault.remedy} Then clear the fault.`);
  const mode = moment?.mode ?? 'off';
  if (['off', 'hold', 'policy'].includes(mode)) return 'no fault; it stands still';
  throw new WorkbenchError('busy', `The arm is moved by something else (mode "${mode}").`, 'Hold the arm first.');
}
