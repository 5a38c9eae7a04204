/**
 * How punctual an arm's control is: a virtual SO-101 behind a pseudo-terminal at 1 Mbaud, in a process of its own, is
 * calibrated and its shoulder swung by jog commands, while a training run uses the other cores.
 *
 *     npm run bench -- arm-ticks [--rates 50,100,200] [--minutes 10] [--alone]
 *
 * Lateness is that of a tick's begin; `work` is reading, deciding and sending. A servo unheard is one that did not answer
 * at a tick, of those seen in about 30 frames a second.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ArmFrame, TickStatistics } from '../contracts/arm.ts';
import { armOptions } from '../main/cli/arm/options.ts';
import { calibrateByHand, startVirtualProcess } from '../main/cli/arm/virtual-process.ts';
import { withArmHost, type ArmHost } from '../main/cli/arm/with-arm-host.ts';
import { median } from './median.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const CLI = fileURLToPath(new URL('../main/cli/index.ts', import.meta.url));
const SWING_rad = 0.3;
const SWING_s = 4;
const COMMAND_EVERY_ms = 30;
/** Ticks that the arm's statistics look back on. */
const WINDOW_ticks = 6_000;

const { values: options } = parseArgs({
  options: {
    rates: { type: 'string', default: '50,100,200' },
    minutes: { type: 'string', default: '10' },
    alone: { type: 'boolean', default: false },
  },
});

for (const rate_Hz of options.rates.split(',').map(Number)) {
  await withTemporaryFolder((data) => measure(data, rate_Hz, Number(options.minutes) * 60));
}

async function measure(data: string, rate_Hz: number, duration_s: number): Promise<void> {
  const setUp = armOptions.parse({ data });
  const virtual = await startVirtualProcess(setUp);
  const training = options.alone ? null : train(data);
  try {
    await withArmHost(setUp, async (host) => {
      const { api } = host.arm;
      const description = (await api.arms()).find(({ id }) => id === setUp.arm)!;
      await api.connect({ arm: setUp.arm, address: virtual.address, rate_Hz });
      await calibrateByHand(host.arm, description, virtual);
      await api.engage();
      report(rate_Hz, await swing(host, duration_s));
    });
  } finally {
    training?.kill('SIGINT');
    if (training) await once(training, 'exit');
    await virtual.close();
  }
}

function train(dataFolder: string) {
  const words = ['train', 'so101-reach', '--no-stop-when-solved', '--steps', '100000000', '--data', dataFolder];
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...words], { stdio: 'ignore' });
}

interface Swung {
  /** One after the other, of as many ticks as the arm looks back on. */
  readonly windows: readonly TickStatistics[];
  readonly last: ArmFrame;
  readonly frames: number;
  readonly unheard: number;
  /** What stopped the arm; it was cleared, and the swing went on. */
  readonly stops: readonly string[];
}

async function swing({ arm: { api, onFrame } }: ArmHost, duration_s: number): Promise<Swung> {
  const windows: TickStatistics[] = [];
  const first = Promise.withResolvers<ArmFrame>();
  let last: ArmFrame | undefined;
  let [frames, unheard] = [0, 0];
  const stops: string[] = [];
  const stop = onFrame('arm', (frame) => {
    first.resolve(frame);
    last = frame;
    frames++;
    unheard += frame.joints.filter(({ silentTicks }) => silentTicks > 0).length;
    if (frame.ticks.ticks >= (windows.length + 1) * WINDOW_ticks) windows.push(frame.ticks);
  });
  const start_rad = (await first.promise).joints.map(({ measured_rad }) => measured_rad);
  const start_ms = performance.now();
  for (let passed_s = 0; passed_s < duration_s; passed_s = (performance.now() - start_ms) / 1000) {
    const angle_rad = SWING_rad * Math.sin((2 * Math.PI * passed_s) / SWING_s);
    try {
      await api.jogJoints(start_rad.map((angle, j) => (j === 0 ? angle + angle_rad : angle)));
    } catch (error) {
      stops.push((error as Error).message);
      await api.clearFaults();
      await api.engage();
      await api.begin();
    }
    await delay(COMMAND_EVERY_ms);
  }
  stop();
  return { windows: windows.length > 0 ? windows : [last!.ticks], last: last!, frames, unheard, stops };
}

function report(rate_Hz: number, { windows, last, frames, unheard, stops }: Swung): void {
  const late = [
    median(windows.map(({ median_ms }) => median_ms)),
    Math.max(...windows.map(({ p99_ms }) => p99_ms)),
    Math.max(...windows.map(({ worst_ms }) => worst_ms)),
  ].map((ms) => ms.toFixed(2));
  const work_ms = Math.max(...windows.map(({ work_p99_ms }) => work_p99_ms)).toFixed(2);
  const { ticks, missed } = last.ticks;
  console.log(
    `${rate_Hz} Hz, ${ticks} ticks: late by ${late.join(' / ')} ms (median / highest p99 / worst), ` +
      `work p99 ${work_ms} ms, ${missed} left out; servos unheard ${unheard} of ${6 * frames}; stops: ${stops.join(' ') || 'none'}`,
  );
}
