/**
 * What an arm does when one of the processes that move it is killed (SIGKILL) while a policy moves it: the lab's, the
 * arm's host, the window's. The arm is a virtual SO-101 behind a pseudo-terminal at 1 Mbaud; its joints are looked at
 * every 5 ms, whatever the programs say. The policy has learned nothing: it moves the arm all the same.
 *
 *     npm run bench -- deploy-killed [--times 5]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { initialParameters } from '../agents/nets/parameters.ts';
import type { ArmFrame } from '../contracts/arm.ts';
import type { DeployFrame } from '../contracts/deploy.ts';
import { connectArm } from '../contracts/rpc/arm-client.ts';
import { connectLab } from '../contracts/rpc/lab-client.ts';
import { so101 } from '../main/arm/arms/so101.ts';
import { exportToLeRobot } from '../main/arm/calibration/lerobot.ts';
import { comeFirst } from '../main/arm/come-first.ts';
import { factoryCalibration } from '../main/arm/control/testing/factory-calibration.ts';
import { serveOnPseudoTerminal } from '../main/arm/virtual/serve.ts';
import { startVirtualArm } from '../main/arm/virtual/virtual-arms.ts';
import { untilOnTime } from '../main/arm/virtual/warm-up.ts';
import { ARM_HOST, LAB_HOST } from '../main/cli/window-files.ts';
import { composeConfig } from '../main/lab/index.ts';
import { makePlan } from '../main/lab/plan.ts';
import { streams } from '../main/lab/streams.ts';
import { saveCheckpoint } from '../main/runs/checkpoints.ts';
import { RunStore } from '../main/runs/run-store.ts';
import { HostProcess } from '../main/transport/host-process.ts';
import { launchNode } from '../main/transport/launch-host.ts';
import { pipe } from '../main/transport/pipe.ts';
import { median } from './median.ts';

const BAUD_bps = 1_000_000;
const LOOK_EVERY_ms = 5;
/** Slower than this in every joint is standing still, and faster in one is moving. */
const STILL_radps = 0.05;
const MOVING_radps = 0.3;
const WATCHED_ms = 3_000;
const VICTIMS = ['lab', 'arm host', 'window'] as const;

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
comeFirst();
console.log('| killed | the arm stands after, ms (median, worst) | what it does then |\n| --- | --- | --- |');
for (const victim of VICTIMS) {
  const results = [];
  for (let time = 0; time < Number(values.times); time++) results.push(await kill(victim));
  const times_ms = results.map(({ still_ms }) => still_ms);
  const then = [...new Set(results.map(({ then }) => then))].join('; ');
  console.log(`| ${victim} | ${median(times_ms).toFixed(0)}, ${Math.max(...times_ms).toFixed(0)} | ${then} |`);
}

interface Outcome {
  /** From the kill until the arm first stands still. */
  readonly still_ms: number;
  readonly then: string;
}

async function kill(victim: (typeof VICTIMS)[number]): Promise<Outcome> {
  const data = mkdtempSync(join(tmpdir(), 'aql-bench-'));
  const run = untrainedRun(data);
  const virtual = await startVirtualArm('so101');
  await untilOnTime(virtual, BAUD_bps);
  const { address, close } = serveOnPseudoTerminal(virtual, BAUD_bps);
  const launch = (file: string) => launchNode({ file, settings: { dataFolder: data, crash: null } }, process.execPath);
  const processes = { lab: launch(LAB_HOST), arm: launch(ARM_HOST) };
  const armHost = new HostProcess(processes.arm);
  const labHost = new HostProcess(processes.lab, (port) => pipe(port, armHost.connect()!));
  // A window is its two ports: they close when its process is killed.
  const window = { arm: connectArm(armHost.connect()!), lab: connectLab(labHost.connect()!) };
  let frame: ArmFrame | null = null;
  let told: DeployFrame | null = null;
  window.arm.onFrame('arm', (arm) => void (frame = arm));
  window.lab.onFrame('deploy', (deploy) => void (told = deploy));
  try {
    await window.arm.api.connect({ arm: 'so101', address });
    await window.arm.api.importCalibration(exportToLeRobot(so101, factoryCalibration(so101)));
    await window.lab.lab.deploy({ run, checkpoint: 'latest', target_m: [0.3, 0.1, 0.1], horizon_steps: 1, ghosts: 0 });
    const speedOf = speedometer(() => virtual.bench.positions_rad);
    while (!isActing(told) || speedOf() < MOVING_radps) await delay(LOOK_EVERY_ms);

    const killed_ms = performance.now();
    if (victim === 'lab') processes.lab.kill();
    else if (victim === 'arm host') processes.arm.kill();
    else for (const client of [window.lab, window.arm]) client.close();
    let still_ms: number | null = null;
    let movedOn = false;
    while (performance.now() < killed_ms + WATCHED_ms) {
      await delay(LOOK_EVERY_ms);
      const speed_radps = speedOf();
      if (speed_radps < STILL_radps) still_ms ??= performance.now() - killed_ms;
      else if (still_ms !== null) movedOn = true;
    }
    const torque = virtual.servos.every(({ memory }) => memory.get('torqueEnable') === 1);
    const mode = victim === 'lab' ? (frame as ArmFrame | null)?.mode : undefined;
    const then = `${movedOn ? 'moves on to rest' : 'holds'}${torque ? '' : ', released'}${mode ? ` (mode "${mode}")` : ''}`;
    return { still_ms: still_ms ?? Infinity, then };
  } finally {
    await Promise.all([labHost.end(), armHost.end()]);
    await close();
    await virtual.close();
    rmSync(data, { recursive: true, force: true });
  }
}

function isActing(frame: DeployFrame | null): boolean {
  if (frame?.fault) throw new Error(frame.fault.message);
  return frame?.state === 'running' && !frame.isRaising;
}

/** The fastest joint's speed since the last look, rad/s. */
function speedometer(look: () => number[]): () => number {
  let last = { time_ms: performance.now(), positions_rad: look() };
  return () => {
    const now = { time_ms: performance.now(), positions_rad: look() };
    const ways_rad = now.positions_rad.map((position, j) => Math.abs(position - last.positions_rad[j]!));
    const speed_radps = (1000 * Math.max(...ways_rad)) / (now.time_ms - last.time_ms);
    last = now;
    return speed_radps;
  };
}

/** @returns its id */
function untrainedRun(data: string): string {
  const store = RunStore.open(data);
  const run = store.create(composeConfig({ task: 'so101-reach', agent: 'aql' }));
  const { config, agent, agentConfig, space } = makePlan(run.record.config);
  const values = initialParameters(agent.parameters(agentConfig, space), streams.parameters(config.seed));
  const tensors = { 'learner/parameters': { shape: [values.length], data: values } };
  saveCheckpoint(run, { environmentSteps: 1, updates: 1, tensors, state: {} });
  store.close();
  return run.id;
}
