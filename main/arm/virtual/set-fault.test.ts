import { expect, it } from 'vitest';
import { noFaults } from './faults.ts';
import { setFault } from './set-fault.ts';

it('sets what is written, and takes it back', () => {
  const faults = noFaults();
  for (const text of ['lost=0.01', 'stalled=2+3', 'supply_V = 6', 'echo=1']) setFault(faults, text);
  expect(faults).toMatchObject({ lost: 0.01, stalled: new Set([2, 3]), supply_V: 6, echo: true });
  for (const text of ['lost=', 'stalled=', 'supply_V=', 'echo=0']) setFault(faults, text);
  expect(faults).toEqual(noFaults());
});

it.each(['lost=2', 'lost=some', 'stalled=x', 'stalled=2+999', 'unheard=1', ''])('refuses %j by name', (text) => {
  expect(() => setFault(noFaults(), text)).toThrow(`'${text}'`);
});
