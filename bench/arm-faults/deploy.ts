import { setTimeout as delay } from 'node:timers/promises';
import type { DeployFrame, Point } from '../../contracts/deploy.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import { so101 } from '../../main/arm/arms/so101.ts';
import { systemClock } from '../../main/arm/clock.ts';
import { Deployment } from '../../main/arm/deploy/deployment.ts';
import { fitPolicy } from '../../main/arm/deploy/policy-on-arm.ts';
import { RealArm } from '../../main/arm/deploy/real-arm.ts';
import { handMadePolicy } from '../../main/arm/deploy/testing/hand-made-policy.ts';
import type { FaultCase } from '../../main/arm/virtual/testing/fault-cases.ts';
import { composeConfig } from '../../main/lab/index.ts';
import { newestPolicy } from '../../main/lab/policy.ts';
import { withTemporaryStore } from '../temporary-store.ts';
import type { Rig } from './rig.ts';
import type { Outcome } from './table.ts';
import { watch } from './watch.ts';

const FIRST_m: Point = [0.25, 0.1, 0.15];
const SECOND_m: Point = [0.2, -0.15, 0.2];

/** A policy moves the arm from one target to another. */
export async function deploy(rig: Rig, fault: FaultCase): Promise<Outcome> {
  let outcome: Outcome;
  await withTemporaryStore(async (store) => {
    const run = store.create(composeConfig({ task: 'so101-reach', agent: 'aql' }));
    const fitted = await fitPolicy(run, so101);
    const on = { ...fitted, player: handMadePolicy(fitted.posed.environment, fitted.twin, so101) };
    // Only now, since the virtual arm does not answer while a policy is made ready in its process.
    await rig.connectCalibrated();
    let frame: DeployFrame | null = null;
    const arm = new RealArm(rig.host.connect(), () =>
      deployment.fail(new WorkbenchError('link-lost', "The arm's host is gone.", 'Start again.')),
    );
    const request = { run: run.id, checkpoint: 'latest', dryRun: false, horizon_steps: 1, ghosts: 0 } as const;
    const deployment = new Deployment({
      on,
      arm,
      policy: newestPolicy(run),
      request: { ...request, target_m: [...FIRST_m] },
      checks: [],
      show: async (told) => void (frame = told),
      kept() {},
      warn: (message) => console.log(message),
      clock: systemClock,
    });
    const isReached = () => frame?.held === 'reached';
    await arm.meet();
    await deployment.start();
    await rig.until(isReached);
    await delay(500);
    await deployment.place(SECOND_m);
    outcome = await watch(rig, fault, {
      goOn: () => deployment.continue(),
      isDone: isReached,
    });
    await deployment.end().catch(() => {}); // An arm that is gone cannot be held.
    arm.close();
    await fitted.dispose();
  });
  return outcome!;
}
