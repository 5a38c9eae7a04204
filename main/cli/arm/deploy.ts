import type { DeployCheck, DeployRequest } from '../../../contracts/deploy.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { comeFirst } from '../../arm/come-first.ts';
import { DeployDesk } from '../../arm/deploy/deploy-desk.ts';
import { drawTargets } from '../../arm/deploy/draw-targets.ts';
import type { Run } from '../../runs/run.ts';
import { interruptible, INTERRUPTED_EXIT_CODE } from '../interrupt.ts';
import type { Output } from '../output.ts';
import { openStore } from '../run-reference.ts';
import { table } from '../table.ts';
import { DeployFollower, type Attempt } from './deploy-follower.ts';
import { reportDeployment } from './deploy-report.ts';
import type { ArmOptions } from './options.ts';
import { calibrateByHand, startVirtualProcess, type VirtualProcess } from './virtual-process.ts';
import { withArmHost, type ArmHost } from './with-arm-host.ts';
import { connectionOf } from './with-arm.ts';

/** Lets a run's policy move an arm to random targets, after checks, and reports. @returns the exit code */
export async function deployPolicy(options: ArmOptions, output: Output): Promise<number> {
  comeFirst();
  const store = openStore(options.data, output);
  const run = store.openRun(store.find(options.run).id);
  const virtual = options.virtual ? await startVirtualProcess(options) : null;
  try {
    return await withArmHost(options, async (host) => {
      await connect(host, options, virtual, output);
      return deployTo(host, run, options, output);
    });
  } finally {
    await virtual?.close();
    store.close();
  }
}

/** Connects the arm; a virtual one is calibrated first. */
async function connect(
  { arm }: ArmHost,
  options: ArmOptions,
  virtual: VirtualProcess | null,
  output: Output,
): Promise<void> {
  const { api } = arm;
  const connection = await connectionOf(virtual ? { ...options, address: virtual.address } : options);
  arm.onFrame('arm-connection', ({ lost, warning }) => {
    if (lost ?? warning) output.note((lost ?? warning)!);
  });
  await patiently(() => api.connect(connection));
  if (!virtual) return;
  const description = (await api.arms()).find(({ id }) => id === options.arm)!;
  output.note(`A virtual ${options.arm} answers at ${virtual.address}. Calibrating it …`);
  await calibrateByHand(arm, description, virtual);
}

/** A program that has just begun, on a busy machine, hears some answers too late. */
async function patiently(connect: () => Promise<void>, attempts = 3): Promise<void> {
  try {
    await connect();
  } catch (error) {
    if (attempts === 1 || WorkbenchError.from(error).code !== 'no-answer') throw error;
    await patiently(connect, attempts - 1);
  }
}

async function deployTo(host: ArmHost, run: Run, options: ArmOptions, output: Output): Promise<number> {
  const follower = new DeployFollower();
  const desk = new DeployDesk({
    find: () => run,
    connect: () => host.connect(),
    send: async (frame) => follower.see(frame),
    recorded: () => {},
    warn: (_, message) => output.note(message),
  });
  const { task, taskConfig } = run.record.config;
  const targets = await drawTargets(task, taskConfig, options.targets, options.seed);
  const request: DeployRequest = {
    run: run.id,
    checkpoint: options.checkpoint,
    dryRun: options.dryRun,
    target_m: [...targets[0]!],
    horizon_steps: 1,
    ghosts: 0,
  };
  try {
    const checks = await desk.checkDeploy(request);
    tellChecks(checks, output);
    if (checks.some(({ ok }) => ok === false)) return 1;
    return await interruptible(
      output,
      async (signal) => {
        const attempts: Attempt[] = [];
        const began_ms = performance.now();
        signal.addEventListener('abort', () => void desk.endDeploy().then(() => follower.leave()));
        for (const [i, target_m] of targets.entries()) {
          if (i === 0) await desk.deploy(request);
          else await desk.placeTarget(target_m);
          const attempt = await follower.attempt(target_m);
          if (!attempt) break;
          attempts.push(attempt);
          output.event({ type: 'target', number: i + 1, ...attempt });
          if (attempt.fault) break;
          if ((i + 1) % 10 === 0) output.note(`${i + 1} of ${targets.length} targets`);
        }
        await desk.endDeploy();
        const wall_s = (performance.now() - began_ms) / 1000;
        const comparison = await desk.compareWithTwin().catch(() => null);
        reportDeployment({ attempts, steps: follower.steps, comparison, wall_s }, output);
        if (signal.aborted) return INTERRUPTED_EXIT_CODE;
        return attempts.some(({ fault }) => fault !== null) ? 1 : 0;
      },
      'Holding the arm, then parking it.',
    );
  } finally {
    await desk.close();
  }
}

function tellChecks(checks: readonly DeployCheck[], output: Output): void {
  output.event({ type: 'checks', checks });
  const mark = (ok: boolean | null) => (ok === null ? '–' : ok ? '✓' : '✗');
  output.note(table(checks.map(({ title, ok, found, remedy }) => [mark(ok), title, `${found} ${remedy}`.trim()])));
}
