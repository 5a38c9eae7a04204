import { expect, it } from 'vitest';
import type { Port } from '../../contracts/port.ts';
import { decodeMessage } from '../../contracts/rpc/codec.ts';
import { messageToLab } from '../../contracts/rpc/messages.ts';
import { BEAT_ms, Heartbeat } from './heartbeat.ts';

function beating() {
  let now_ms = 0;
  const said: string[] = [];
  const host: Port = {
    postMessage: (bytes) => {
      const message = messageToLab.parse(decodeMessage(bytes));
      if (message.t === 'q') said.push(message.m);
    },
    onMessage() {},
    onClose() {},
    close() {},
  };
  const heartbeat = new Heartbeat(host, () => now_ms);
  /** What is said in so much time, and whether the arm is held for the page's silence. */
  const pass = (passed_ms: number) => {
    said.length = 0;
    let isHeld = false;
    for (const until_ms = now_ms + passed_ms; now_ms < until_ms; now_ms += BEAT_ms) isHeld = heartbeat.beat() || isHeld;
    return { said, isHeld };
  };
  return { heartbeat, pass };
}

it('says nothing while the page moves nothing', () => {
  expect(beating().pass(5_000)).toEqual({ said: [], isHeld: false });
});

it('says that a page lives which is held up', () => {
  const { heartbeat, pass } = beating();
  heartbeat.setPatience(1_000);
  for (let i = 0; i < 5; i++) {
    const { said, isHeld } = pass(700);
    expect(said).toEqual(Array.from({ length: 20 }, () => 'alive'));
    expect(isHeld).toBe(false);
    heartbeat.heard();
  }
});

it('holds the arm once, and is silent, when the page hangs', () => {
  const { heartbeat, pass } = beating();
  heartbeat.setPatience(400);
  const { said, isHeld } = pass(3_000);
  expect(isHeld).toBe(true);
  expect(said.indexOf('hold')).toBe(said.length - 1);
  expect(said.length * BEAT_ms).toBeLessThan(500);
});

it('says nothing any more when the motion has ended', () => {
  const { heartbeat, pass } = beating();
  heartbeat.setPatience(1_000);
  pass(100);
  heartbeat.setPatience(null);
  expect(pass(2_000)).toEqual({ said: [], isHeld: false });
});
