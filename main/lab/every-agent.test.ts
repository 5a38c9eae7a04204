import * as ort from 'onnxruntime-node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { agents } from '../../agents/index.ts';
import { Random } from '../../contracts/random.ts';
import { choiceCount } from '../../contracts/spec.ts';
import { exportPolicy } from './export-policy.ts';
import { train } from './index.ts';
import { makePlan } from './plan.ts';
import { newestPolicy } from './policy.ts';
import { knownMetrics, never, temporaryStore, tinyConfig } from './testing/tiny-run.ts';
import { Player } from './watch/player.ts';

let temporary: ReturnType<typeof temporaryStore>;
beforeEach(() => (temporary = temporaryStore()));
afterEach(() => temporary.dispose());

const short = { environmentSteps: 768, evaluateEverySteps: 768, checkpointEverySteps: 768, evaluationEpisodes: 1 };

test.each(agents.map(({ id }) => id))('%s trains, says why it acts, and is exported', async (agent) => {
  const run = temporary.store.create(tinyConfig({ ...short, agent }));
  const { status } = await train(run, never);
  expect(status).toBe('finished');
  const rows = run.metricRows();
  expect(rows.at(-1)!.values['tdError']).toBeGreaterThan(0);
  for (const { values } of rows) {
    for (const [name, value] of Object.entries(values)) {
      expect(knownMetrics).toContain(name);
      expect(value).toSatisfy(Number.isFinite);
    }
  }

  const plan = makePlan(run.record.config);
  const player = await Player.create(plan);
  player.begin({ seed: 1, exploring: true, parameters: newestPolicy(run).parameters });
  const decision = await player.decide();
  const [dimensions, choices] = [5, plan.space.action.reduce((sum, dimension) => sum + choiceCount(dimension), 0)];
  expect(decision.proposals).toHaveLength(dimensions * decision.proposalQ.length);
  expect(decision.uniform).toHaveLength(dimensions * decision.uniformQ.length);
  expect(decision.greedy).toHaveLength(dimensions);
  const { marginals, utilities, slices, searchMean, searchDeviation } = decision;
  for (const columns of [marginals, utilities, slices]) expect([0, choices]).toContain(columns.length);
  expect(searchDeviation).toHaveLength(searchMean.length);
  for (const values of Object.values(decision)) {
    if (values instanceof Float32Array) expect(values.every(Number.isFinite)).toBe(true);
  }
  for (let step = 0; step < 20; step++) {
    const executed = await player.choose();
    expect(executed).toEqual((await player.decide()).executed);
    player.environment.step(executed);
  }
  await player.dispose();

  const policy = await ort.InferenceSession.create(await exportPolicy(run));
  expect(policy.outputNames).toEqual(expect.arrayContaining(['action_t', 'q_t']));
  const random = new Random(1);
  const inputs = plan.agent.act(plan.agentConfig, plan.space, 1).inputs;
  const feeds = Object.entries(inputs).flatMap(([name, { shape, dtype }]) => {
    if (name === 'parameters') return [];
    const size = shape.reduce((product, length) => product * length, 1);
    const data = dtype === 'int32' ? new Int32Array(size) : new Float32Array(size).map(() => random.uniform());
    return [[name, new ort.Tensor(dtype, data as never, shape)] as const];
  });
  const { action_t } = await policy.run(Object.fromEntries(feeds));
  expect(action_t!.dims).toEqual([1, dimensions]);
});
