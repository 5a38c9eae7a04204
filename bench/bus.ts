/**
 * `node bench/bus.ts [FRAMES]`: frames (a million of each protocol by default), one in ten damaged, through the parsers;
 * then the feedback of six servos and new goals for them at 50, 100 and 200 Hz, over a pseudo-terminal.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { openBus } from '../main/arm/bus/open-bus.ts';
import type { ServoBus } from '../main/arm/bus/servo-bus.ts';
import { dynamixel } from '../main/arm/codecs/dynamixel.ts';
import { feetech } from '../main/arm/codecs/feetech.ts';
import { fuzz } from '../main/arm/codecs/testing/streams.ts';
import { openLink } from '../main/arm/links/open-link.ts';
import { serveOnPseudoTerminal } from '../main/arm/virtual/serve.ts';
import { startVirtualArm } from '../main/arm/virtual/virtual-arms.ts';

const FRAMES = Number(process.argv[2] ?? 1_000_000);
const BAUD_bps = 1_000_000;
const IDS = [1, 2, 3, 4, 5, 6];
const DURATION_s = 10;

for (const [name, codec] of Object.entries({ feetech, dynamixel })) {
  const start_ms = performance.now();
  const { sound, arrived, wrong } = fuzz(codec, FRAMES, 10, 1);
  const seconds = ((performance.now() - start_ms) / 1000).toFixed(1);
  console.log(
    `${name}: ${FRAMES} frames in ${seconds} s; of ${sound} sound ones ${arrived} arrived; ${wrong} false ones`,
  );
}

for (const arm of ['so101', 'koch'] as const) {
  for (const rate_Hz of [50, 100, 200]) await measure(arm, rate_Hz);
}

async function measure(arm: 'so101' | 'koch', rate_Hz: number): Promise<void> {
  const virtual = await startVirtualArm(arm);
  const served = serveOnPseudoTerminal(virtual, BAUD_bps);
  const bus = await openBus(await openLink(served.address, BAUD_bps), virtual.protocol);
  const goals = (await bus.syncRead(IDS, 'presentPosition')).map((ticks) => ticks ?? 2048);
  await tick(bus, goals, rate_Hz);
  const { roundTrips, expected, lost, damaged } = bus.statistics();
  const times = [roundTrips.median_ms, roundTrips.p99_ms, roundTrips.worst_ms].map((ms) => ms.toFixed(2));
  console.log(
    `${arm} at ${rate_Hz} Hz: read ${times.join(' / ')} ms (median / p99 / worst); ${lost + damaged} of ${expected} lost`,
  );
  await bus.close();
  await served.close();
  await virtual.close();
}

async function tick(bus: ServoBus, goals: readonly number[], rate_Hz: number): Promise<void> {
  const start_ms = performance.now();
  for (let i = 0; i < DURATION_s * rate_Hz; i++) {
    await bus.readFeedback(IDS);
    await bus.syncWrite(IDS, 'goalPosition', goals);
    await delay(Math.max(0, start_ms + ((i + 1) * 1000) / rate_Hz - performance.now()));
  }
}
