import { expect, test } from 'vitest';
import { composeConfig } from './compose-config.ts';

test('an agent that cannot take the usual actions of a task gets those that it can', () => {
  expect(composeConfig({ task: 'so101-reach' }).taskConfig).toEqual({ bins: 11 });
  expect(composeConfig({ task: 'so101-reach', agent: 'd3pg' }).taskConfig).toEqual({ bins: 0 });
});

test('actions that were asked for are kept, or refused by the name of what does not fit', () => {
  expect(composeConfig({ task: 'so101-reach', taskConfig: { bins: 0 } }).taskConfig).toEqual({ bins: 0 });
  const refusal = (agent: string, bins: number) => () =>
    composeConfig({ task: 'so101-reach', agent, taskConfig: { bins } });
  expect(refusal('decqn', 0)).toThrow('decqn cannot learn so101-reach: shoulder_pan is continuous');
  expect(refusal('d3pg', 5)).toThrow('d3pg cannot learn so101-reach: shoulder_pan is discrete');
});
