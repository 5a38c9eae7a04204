/**
 * What an arm does when one of the processes that move it is killed (SIGKILL) while a policy moves it: the lab's, the
 * arm's host, the window's. The arm is a virtual SO-101 behind a pseudo-terminal at 1 Mbaud; its joints are looked at
 * every 5 ms, whatever the programs say. The policy has learned nothing: it moves the arm all the same. When its motion
 * ended is read in the log of the arm's host, whose ticks are 20 ms apart.
 *
 *     npm run bench -- deploy-killed [--times 5]
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { DeployFrame } from '../contracts/deploy.ts';
import { connectArm } from '../contracts/rpc/arm-client.ts';
import { connectLab } from '../contracts/rpc/lab-client.ts';
import { so101 } from '../main/arm/arms/so101.ts';
import { exportToLeRobot } from '../main/arm/calibration/lerobot.ts';
import { comeFirst } from '../main/arm/come-first.ts';
import { factoryCalibration } from '../main/arm/control/testing/factory-calibration.ts';
import { readArmLog } from '../main/arm/log/read-log.ts';
import { serveOnPseudoTerminal } from '../main/arm/virtual/serve.ts';
import { startVirtualArm } from '../main/arm/virtual/virtual-arms.ts';
import { untilOnTime } from '../main/arm/virtual/warm-up.ts';
import { ARM_HOST, LAB_HOST } from '../main/cli/window-files.ts';
import { composeConfig } from '../main/lab/index.ts';
import { newestPolicy } from '../main/lab/policy.ts';
import { saveCheckpoint } from '../main/runs/checkpoints.ts';
import { RunStore } from '../main/runs/run-store.ts';
import { HostProcess } from '../main/transport/host-process.ts';
import { launchNode } from '../main/transport/launch-host.ts';
import { pipe } from '../main/transport/pipe.ts';
import { median } from './median.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const BAUD_bps = 1_000_000;
const LOOK_EVERY_ms = 5;
/** Before the kill the arm has moved this far in a tenth of a second. */
const MOVING_rad = 0.03;
const MOVING_ms = 100;
/** Joints that are this near to where they end up are there. */
const THERE_rad = 0.01;
const WATCHED_ms = 4_000;
const VICTIMS = ['lab', "arm's host", 'window'] as const;
type Victim = (typeof VICTIMS)[number];

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
comeFirst();
console.log(
  '| Killed | The policy moves the arm no more after, ms (median, worst) | The arm stands after, ms | Then |',
);
console.log('| --- | --- | --- | --- |');
for (const victim of VICTIMS) {
  const outcomes: Outcome[] = [];
  for (let time = 0; time < Number(values.times); time++) {
    outcomes.push(await withTemporaryFolder((data) => kill(data, victim)));
  }
  const cells = (['ended_ms', 'stands_ms'] as const).map((field) => {
    const times_ms = outcomes.map((outcome) => outcome[field]);
    return `${median(times_ms).toFixed(0)}, ${Math.max(...times_ms).toFixed(0)}`;
  });
  const afterwards = [...new Set(outcomes.map((outcome) => outcome.afterwards))].join('; ');
  console.log(`| ${victim} | ${cells.join(' | ')} | ${afterwards} |`);
}

interface Outcome {
  readonly ended_ms: number;
  readonly stands_ms: number;
  readonly afterwards: string;
}

async function kill(data: string, victim: Victim): Promise<Outcome> {
  const virtual = await startVirtualArm('so101');
  await untilOnTime(virtual, BAUD_bps);
  const { address, close } = serveOnPseudoTerminal(virtual, BAUD_bps);
  const looks: Look[] = [];
  const looking = setInterval(
    () => looks.push({ time_ms: Date.now(), positions_rad: virtual.bench.positions_rad }),
    LOOK_EVERY_ms,
  );
  try {
    const killed_ms = await deployAndKill(data, address, victim, () => hasMoved(looks));
    // The log of a host that was killed ends with it, and with it what it sends: the arm goes on to its last goal.
    if (victim === "arm's host") {
      const moving = looks.findLast((look) => apart(look, looks.at(-1)!) > THERE_rad)!;
      return { ended_ms: 0, stands_ms: Math.max(0, moving.time_ms - killed_ms), afterwards: 'holds its last goal' };
    }
    const { ended_ms, released_ms } = readLog(data);
    return {
      ended_ms: ended_ms - killed_ms,
      stands_ms: released_ms - killed_ms,
      afterwards: 'was parked, and released',
    };
  } finally {
    clearInterval(looking);
    await close();
    await virtual.close();
  }
}

/** @returns when it was killed. */
async function deployAndKill(data: string, address: string, victim: Victim, hasMoved: () => boolean): Promise<number> {
  const run = untrainedRun(data);
  const launch = (file: string) => launchNode({ file, settings: { dataFolder: data, crash: null } }, process.execPath);
  const processes = { lab: launch(LAB_HOST), arm: launch(ARM_HOST) };
  const armHost = new HostProcess(processes.arm);
  const labHost = new HostProcess(processes.lab, (port) => pipe(port, armHost.connect()!));
  // A window is its two ports: they close when its process is killed.
  const window = { arm: connectArm(armHost.connect()!), lab: connectLab(labHost.connect()!) };
  let told: DeployFrame | null = null;
  window.lab.onFrame('deploy', (deploy) => void (told = deploy));
  try {
    await window.arm.api.connect({ arm: 'so101', address });
    await window.arm.api.importCalibration(exportToLeRobot(so101, factoryCalibration(so101)));
    await window.lab.lab.deploy({ run, checkpoint: 'latest', target_m: [0.3, 0.1, 0.1], horizon_steps: 1, ghosts: 0 });
    while (!isActing(told) || !hasMoved()) await delay(LOOK_EVERY_ms);
    const killed_ms = Date.now();
    if (victim === 'lab') processes.lab.kill();
    else if (victim === "arm's host") processes.arm.kill();
    else for (const client of [window.lab, window.arm]) client.close();
    await delay(WATCHED_ms);
    return killed_ms;
  } finally {
    await Promise.all([labHost.end(), armHost.end()]);
  }
}

function isActing(frame: DeployFrame | null): boolean {
  if (frame?.fault) throw new Error(frame.fault.message);
  return frame?.state === 'running' && !frame.isRaising;
}

/** When the arm was first moved by something else than the policy, and when it was released. */
function readLog(data: string): { ended_ms: number; released_ms: number } {
  const folder = join(data, 'arm-logs');
  const { header, ticks } = readArmLog(join(folder, readdirSync(folder)[0]!));
  const ended = ticks.findLastIndex(({ mode }) => mode === 'policy') + 1;
  const released = ticks.findIndex(({ mode }, tick) => tick > ended && mode === 'off');
  const at_ms = (tick: number) => Date.parse(header.startedAt) + 1000 * ticks[tick]!.time_s;
  return { ended_ms: at_ms(ended), released_ms: at_ms(released) };
}

interface Look {
  readonly time_ms: number;
  readonly positions_rad: readonly number[];
}

/** How far the joint is that moved most, rad. */
function apart(one: Look, other: Look): number {
  return Math.max(...one.positions_rad.map((position, j) => Math.abs(position - other.positions_rad[j]!)));
}

function hasMoved(looks: readonly Look[]): boolean {
  const now = looks.at(-1);
  const before = now && looks.findLast(({ time_ms }) => time_ms <= now.time_ms - MOVING_ms);
  return before !== undefined && apart(before, now!) > MOVING_rad;
}

/** @returns its id */
function untrainedRun(dataFolder: string): string {
  const store = RunStore.open(dataFolder);
  const run = store.create(composeConfig({ task: 'so101-reach', agent: 'aql' }));
  const { parameters: data } = newestPolicy(run);
  const tensors = { 'learner/parameters': { shape: [data.length], data } };
  saveCheckpoint(run, { environmentSteps: 1, updates: 1, tensors, state: {} });
  store.close();
  return run.id;
}
