import { expect, it } from 'vitest';
import { z } from 'zod';
import type { WorkbenchError } from '../../../contracts/errors.ts';
import type { AgentCard, Catalogue, RunSummary, TaskCard } from '../../../contracts/lab-api.ts';
import { parseConfig } from '../../../contracts/parse.ts';
import { runConfigSchema } from '../../../contracts/run.ts';
import { draftLike, newRunOf, problemOf, sectionsOf } from './draft.ts';

const agentConfig = z.strictObject({
  proposals: z.int().default(100),
  uniform: z.int().default(400),
  gamma: z.number().default(0.99),
});
const task = {
  id: 'reach',
  title: 'Reach',
  schema: z.toJSONSchema(z.strictObject({ bins: z.int().default(11) }), { io: 'input' }),
  environmentSteps: 200_000,
} as unknown as TaskCard;
const agent = {
  id: 'aql',
  title: 'AQL',
  schema: z.toJSONSchema(agentConfig, { io: 'input' }),
  suggestions: { reach: { run: { environmentSteps: 200_000, environments: 8 }, agent: { gamma: 0.9 } } },
} as unknown as AgentCard;
const catalogue = { runSchema: z.toJSONSchema(runConfigSchema, { io: 'input' }) } as unknown as Catalogue;
const sections = sectionsOf(catalogue, task, agent);

it('puts the essentials first and keeps every other field', () => {
  const run = sections.find(({ name }) => name === 'run')!;
  expect(run.essential.map(({ name }) => name)).toEqual(['environmentSteps', 'stopWhenSolved', 'seed', 'engine']);
  const names = [...run.essential, ...run.advanced].map(({ name }) => name);
  const elsewhere = ['version', 'task', 'taskConfig', 'agent', 'agentConfig'];
  expect([...names].sort()).toEqual(
    Object.keys(runConfigSchema.shape)
      .filter((name) => !elsewhere.includes(name))
      .sort(),
  );
});

it('suggests what the lab does before the defaults', () => {
  const suggested = Object.fromEntries(sections.map(({ name, suggested }) => [name, suggested]));
  expect(suggested['run']).toMatchObject({ environmentSteps: 200_000, environments: 8, seed: 1 });
  expect(suggested['agent']).toEqual({ proposals: 100, uniform: 400, gamma: 0.9 });
});

it('duplicates a run as what differs from the suggestions', () => {
  const config = runConfigSchema.parse({
    task: 'reach',
    taskConfig: { bins: 21 },
    agentConfig: { proposals: 100, uniform: 400, gamma: 0.8 },
    environmentSteps: 200_000,
    environments: 8,
    seed: 7,
  });
  const draft = draftLike({ name: 'first', config } as RunSummary, sections);
  expect(newRunOf(draft)).toEqual({
    name: 'first again',
    task: 'reach',
    agent: 'aql',
    taskConfig: { bins: 21 },
    agentConfig: { gamma: 0.8 },
    run: { seed: 7 },
  });
});

it("finds the field that the lab's check complains of", () => {
  const messageOf = (what: string, field: string) => {
    try {
      parseConfig(z.object({ [field]: z.int({ error: 'must be whole' }) }), { [field]: 1.5 }, what);
    } catch (thrown) {
      return (thrown as WorkbenchError).message;
    }
    return '';
  };
  const text = 'Must be whole (given: 1.5).';
  const found = (what: string, field: string) => problemOf(messageOf(what, field));
  expect(found('configuration of task so101-reach', 'bins')).toEqual({ section: 'task', field: 'bins', text });
  expect(found('configuration of agent aql', 'nStep')).toEqual({ section: 'agent', field: 'nStep', text });
  expect(found('run configuration', 'seed')).toEqual({ section: 'run', field: 'seed', text });
  expect(problemOf('The lab is not connected.')).toBeNull();
});
