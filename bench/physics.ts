/**
 * Speed of the simulated worlds, in control steps per second of `so101-reach` under random actions:
 * - an `Environment`, resets included, against bare MuJoCo repeating the very same physics steps;
 * - two threads of 16 environments each against one.
 *
 *     node bench/physics.ts [--json]
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { MjData } from '@mujoco/mujoco';
import { Random } from '../contracts/random.ts';
import { createEnvironment } from '../sims/environment.ts';
import { compileModel } from '../sims/physics/model.ts';
import { Physics } from '../sims/physics/physics.ts';
import { findTask } from '../sims/tasks/index.ts';
import { median } from './median.ts';

const TASK = 'so101-reach';
const EPISODES = 10;
const ROUNDS = 15;
const THREAD_TIME_ms = 2_000;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const overhead = await measureOverhead();
const oneThread = await measureThreads(1);
const twoThreads = await measureThreads(2);
const results = {
  task: TASK,
  environmentSteps_s: overhead.environmentSteps_s,
  bareSteps_s: overhead.bareSteps_s,
  overhead: overhead.bareSteps_s / overhead.environmentSteps_s - 1,
  oneThreadSteps_s: oneThread,
  twoThreadsSteps_s: twoThreads,
  scaling: twoThreads / oneThread,
  cores: availableParallelism(),
  node: process.version,
};

if (options.json) console.log(JSON.stringify(results));
else {
  const row = (name: string, value: string) => console.log(name.padEnd(32) + value.padStart(12));
  const rate = (steps_s: number) => `${Math.round(steps_s)} /s`;
  console.log(`${TASK}, control steps; ${results.cores} cores, Node ${results.node}`);
  row('one environment', rate(results.environmentSteps_s));
  row('the same physics, bare', rate(results.bareSteps_s));
  row('overhead', `${(100 * results.overhead).toFixed(1)} %`);
  row('one thread of 16 environments', rate(results.oneThreadSteps_s));
  row('two threads of 16', rate(results.twoThreadsSteps_s));
  row('scaling', `${results.scaling.toFixed(2)} x`);
}

/** Medians over interleaved rounds, both replaying the same episodes in one process. */
async function measureOverhead(): Promise<{ environmentSteps_s: number; bareSteps_s: number }> {
  const task = findTask(TASK);
  const { mujoco, model } = await compileModel(task.model);
  const environment = await createEnvironment(TASK, {}, new Random(1));
  const beginning = environment.saveState();
  const steps = EPISODES * task.episodeSteps;
  const actionRandom = new Random(2);
  const actions = Array.from({ length: steps }, () =>
    Int32Array.from(environment.action, ({ bins }) => actionRandom.integer(bins!)),
  );

  /** Calls `afterReset` and `afterAction` are for recording; the timed rounds give none. */
  function runEnvironment(afterReset?: () => void, afterAction?: () => void): void {
    environment.loadState(beginning);
    for (const action_t of actions) {
      if (environment.timeStep.stepType === 'last') {
        environment.reset();
        afterReset?.();
      }
      environment.step(action_t);
      afterAction?.();
    }
  }

  // A time step's controls are part of the state, so one recording of states holds all that the bare loop needs.
  const recorder = await Physics.load(task.model);
  const starts: Float64Array[] = [];
  const controls: Float64Array[] = [];
  runEnvironment(
    () => starts.push(environment.saveState().physics),
    () => {
      recorder.setState(environment.saveState().physics);
      controls.push(recorder.ctrl.slice());
    },
  );
  recorder.dispose();

  const data: MjData = new mujoco.MjData(model);
  const ctrl: Float64Array = data.ctrl;
  const stepsPerAction = Math.round(task.controlTimestep_s / model.opt.timestep);
  const signature = mujoco.mjtState.mjSTATE_INTEGRATION.value;
  function runBare(): void {
    for (let i = 0; i < steps; i++) {
      if (i % task.episodeSteps === 0) {
        mujoco.mj_setState(model, data, starts[i / task.episodeSteps] as unknown as number[], signature);
      }
      ctrl.set(controls[i]!);
      for (let j = 0; j < stepsPerAction; j++) mujoco.mj_step(model, data);
    }
  }

  const environment_ms: number[] = [];
  const bare_ms: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    environment_ms.push(time_ms(runEnvironment));
    bare_ms.push(time_ms(runBare));
  }
  const same = data.qpos.every((q: number, i: number) => q === environment.saveState().physics[1 + i]);
  if (!same) throw new Error('The bare loop went through other states than the environment.');
  return { environmentSteps_s: (1e3 * steps) / median(environment_ms), bareSteps_s: (1e3 * steps) / median(bare_ms) };
}

async function measureThreads(count: number): Promise<number> {
  const url = new URL('./physics-thread.ts', import.meta.url);
  const workerData = { task: TASK, duration_ms: THREAD_TIME_ms };
  const workers = Array.from({ length: count }, () => new Worker(url, { workerData }));
  const message = (worker: Worker) => new Promise<unknown>((resolve) => worker.once('message', resolve));
  await Promise.all(workers.map(message)); // Every thread is ready.
  for (const worker of workers) worker.postMessage('start');
  const steps_s = (await Promise.all(workers.map(message))) as number[];
  await Promise.all(workers.map((worker) => worker.terminate()));
  return steps_s.reduce((total, rate) => total + rate, 0);
}

function time_ms(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
