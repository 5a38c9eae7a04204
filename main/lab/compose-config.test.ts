import { expect, test } from 'vitest';
import { composeConfig } from './compose-config.ts';

test('an agent that cannot take the usual actions of a task gets those that it can', () => {
  expect(composeConfig({ task: 'so101-reach' }).taskConfig).toEqual({ bins: 11 });
  expect(composeConfig({ task: 'so101-reach', agent: 'd3pg' }).taskConfig).toEqual({ bins: 0 });
});

test('what a task suggests holds for all agents, or for those of a family; an agent has its own ways of running', () => {
  const ofReaching = (agent: string) => composeConfig({ task: 'so101-reach', agent });
  for (const agent of ['aql', 'uniform-ql', 'qt-opt', 'decqn']) {
    expect(ofReaching(agent).agentConfig).toMatchObject({ discount: 0.9, nStep: 2, learningRateHalfLife: 2_500 });
    expect(ofReaching(agent)).toMatchObject({ stepsPerIteration: 4, updatesPerIteration: 6, warmupSteps: 1_000 });
  }
  expect(ofReaching('d3pg').agentConfig).toMatchObject({ discount: 0.9, nStep: 5, learningRateHalfLife: 0 });
  expect(ofReaching('impala').agentConfig).toMatchObject({ discount: 0.9, learningRateHalfLife: 0 });
  expect(ofReaching('impala')).toMatchObject({ stepsPerIteration: 16, warmupSteps: 0, evaluationEpisodes: 100 });
});

test('what is given comes before what is suggested', () => {
  const given = { task: 'so101-reach', agent: 'impala', agentConfig: { discount: 0.5 }, stepsPerIteration: 2 };
  expect(composeConfig(given)).toMatchObject({ agentConfig: { discount: 0.5 }, stepsPerIteration: 2 });
});

test('actions that were asked for are kept, or refused by the name of what does not fit', () => {
  expect(composeConfig({ task: 'so101-reach', taskConfig: { bins: 0 } }).taskConfig).toEqual({ bins: 0 });
  const refusal = (agent: string, bins: number) => () =>
    composeConfig({ task: 'so101-reach', agent, taskConfig: { bins } });
  expect(refusal('decqn', 0)).toThrow('decqn cannot learn so101-reach: shoulder_pan is continuous');
  expect(refusal('d3pg', 5)).toThrow('d3pg cannot learn so101-reach: shoulder_pan is discrete');
});
