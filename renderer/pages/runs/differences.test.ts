import { expect, it } from 'vitest';
import type { RunConfig } from '../../../contracts/run.ts';
import { differences } from './differences.ts';

const runOf = (fields: Partial<RunConfig>) => ({
  config: { task: 'reach', agent: 'aql', seed: 1, taskConfig: { bins: 11 }, agentConfig: {}, ...fields } as RunConfig,
});

it('tells the settings that are not alike in all runs, and where there is none', () => {
  const runs = [
    runOf({ agentConfig: { nStep: 2, discount: 0.9, proposals: 100 } }),
    runOf({ agentConfig: { nStep: 3, discount: 0.9 }, seed: 2 }),
    runOf({ agent: 'decqn', agentConfig: { discount: 0.9 } }),
  ];
  expect(differences(runs)).toEqual([
    { name: 'agent', values: ['aql', 'aql', 'decqn'] },
    { name: 'seed', values: ['1', '2', '1'] },
    { name: 'nStep', values: ['2', '3', null] },
  ]);
  expect(differences([runs[0]!, runs[0]!])).toEqual([]);
});
