import { expect, it } from 'vitest';
import { setFault } from '../virtual/set-fault.ts';
import { faultCases } from '../virtual/testing/fault-cases.ts';
import { moving } from './testing/deployment-rig.ts';

it.each([
  ['missing', 'servo-silent', 160],
  ['wrongBaud', 'servo-silent', 160],
  ['duplicate', 'servo-silent', 160],
  ['overload', 'servo-fault', 60],
  ['overheated', 'servo-fault', 60],
  ['brownOut', 'servo-silent', 160],
  ['weakSupply', 'low-voltage', 560],
  ['stalled', 'stalled', 1_000],
] as const)('a policy that moves the arm is stopped: %s', async (name, code, within_ms) => {
  const { virtual, clock, last, until } = await moving();
  const { title, begins } = faultCases[name];
  setFault(virtual.faults, begins);
  await clock.advance(within_ms);
  expect(last(), title).toMatchObject({
    mode: 'hold',
    faults: expect.arrayContaining([expect.objectContaining({ code })]),
  });
  const { fault } = await until('fault', 0.1);
  expect(fault!.message).toMatch(/./);
  expect(fault!.remedy).toMatch(/./);
});

it.each(['lost', 'late', 'damaged', 'backlash'] as const)('a policy goes on to its target: %s', async (name) => {
  const { virtual, last, until } = await moving();
  setFault(virtual.faults, faultCases[name].begins);
  expect((await until('held')).held).toBe('reached');
  expect(last().faults).toEqual([]);
});

it('a policy ends with the cable of its arm', async () => {
  const { virtual, clock, frames } = await moving();
  await virtual.unplug();
  await clock.advance(200);
  expect(frames.at(-1)).toMatchObject({ state: 'fault', fault: { message: expect.stringContaining('lost') } });
});
