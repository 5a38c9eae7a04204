import { expect, it } from 'vitest';
import { onnxCpu } from '../engine/onnx-cpu.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { scopeOf, unflatten } from '../nets/parameters.ts';
import { encodeActions, productSpace } from '../nets/product-space.ts';
import { embed } from '../nets/state-embedding.ts';
import { summedCritic } from '../nets/summed-critic.ts';
import { plainCritic } from '../testing/plain-critic.ts';
import { decidedParameters } from '../testing/decided-parameters.ts';
import { acting, BATCH, freshParameters, learning, type Subject } from '../testing/instance.ts';
import { indexOfMax, largestDifference, rowsOf } from '../testing/rows.ts';
import { smallConfig } from '../testing/small-config.ts';
import { continuousActions, discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { qtOpt } from './qt-opt.ts';

const agent = qtOpt as unknown as Subject['agent'];
const space = { observationSize: 3, action: [...discreteActions([3]), ...continuousActions(1)] };
const subject: Subject = { agent, space, config: smallConfig(agent, { samples: 8, elites: 2 }) };
const specs = agent.parameters(subject.config, space);

/** Q of each action in one state, by one of the critics alone. */
function valuesOf(
  flat: Float32Array,
  scope: 'first/' | 'second/',
  observation: number[],
  actions: number[][],
): number[] {
  const critic = scopeOf(unflatten(tf.tensor1d(flat), specs), scope);
  const features = encodeActions(productSpace(space.action), tf.tensor2d(actions));
  return [
    ...summedCritic(
      plainCritic,
      critic,
      embed(plainCritic, critic, tf.tensor2d(actions.map(() => observation))),
      features,
    ).dataSync(),
  ];
}

it('believes the lesser of two slow critics about what the first one finds', async () => {
  const { compiled } = await learning(subject, onnxCpu);
  const [online, target] = [decidedParameters(specs, 1), decidedParameters(specs, 6)];
  compiled.setState('parameters', online);
  compiled.setState('targetParameters', target);
  const { inputs, outputs } = compiled;
  // Without deviation the later samples repeat the elites' mean; all first samples alike leave one action to find.
  const only = [1, 0.25];
  inputs['uniformActions_tn']!.forEach((_, i, values) => (values[i] = only[i % 2]!));
  const rows = (name: string, width: number) => rowsOf(inputs[name]!, width);
  const errors = (believed: (first: number, second: number) => number) =>
    rows('action_t', 2).map((action, i) => {
      const observation_tn = rows('observation_tn', 3)[i]!;
      const [[q1], [q2]] = [
        valuesOf(target, 'first/', observation_tn, [only]),
        valuesOf(target, 'second/', observation_tn, [only]),
      ] as [[number], [number]];
      const target_t = inputs['return_t']![i]! + inputs['discount_t']![i]! * believed(q1, q2);
      const observation_t = rows('observation_t', 3)[i]!;
      const own = (['first/', 'second/'] as const).map((scope) => valuesOf(online, scope, observation_t, [action])[0]!);
      return own.reduce((sum, q) => sum + Math.abs(target_t - q) / 2, 0);
    });
  await compiled.run();
  expectClose(outputs['priority']!, errors(Math.min), 'priority');
  for (const other of [errors((first) => first), errors((_, second) => second)]) {
    expect(largestDifference(errors(Math.min), other)).toBeGreaterThan(0.02);
  }
  expectClose(outputs['searchGain']!, [0], 'searchGain');
});

it('lets the slow critics follow by the share that is set', async () => {
  const { compiled } = await learning(subject, onnxCpu);
  const before = decidedParameters(specs, 2);
  compiled.setState('targetParameters', before);
  compiled.inputs['targetRate']![0] = 0.25;
  await compiled.run();
  const parameters = await compiled.state('parameters');
  const expected = before.map((old, i) => 0.75 * old + 0.25 * parameters[i]!);
  expectClose(await compiled.state('targetParameters'), expected, 'targetParameters');
});

it('acts by the best of what it scored, and shows every round and what it was drawn from', async () => {
  const searching = { agent, space, config: smallConfig(agent, { samples: 8, elites: 2, iterations: 3 }) };
  const { compiled } = await acting(searching, onnxCpu, { details: true });
  await compiled.run();
  const { inputs, outputs } = compiled;
  const first = rowsOf(outputs['uniform']!, 2);
  expect([...outputs['uniform']!]).toEqual([...inputs['uniformActions']!]);
  for (let b = 0; b < BATCH; b++) {
    const drawn = rowsOf(rowsOf(outputs['proposals']!, 32)[b]!, 2);
    const observation = rowsOf(inputs['observation_t']!, 3)[b]!;
    const values = valuesOf(freshParameters(searching), 'first/', observation, [...first, ...drawn]);
    expectClose(rowsOf(outputs['uniformQ']!, 8)[b]!, values.slice(0, 8), 'uniformQ');
    expectClose(rowsOf(outputs['proposalQ']!, 16)[b]!, values.slice(8), 'proposalQ');
    expectClose(rowsOf(outputs['action_t']!, 2)[b]!, [...first, ...drawn][indexOfMax(values)]!, 'action');
    expect(outputs['q_t']![b]).toBeCloseTo(Math.max(...values), 5);

    const origins = [first, drawn.slice(0, 8)].map((round, r) => elitesOf(round, values.slice(8 * r, 8 * r + 8)));
    const [means, deviations] = [origins.flatMap((o) => o.mean), origins.flatMap((o) => o.deviation)];
    expectClose(rowsOf(outputs['searchMean']!, 4)[b]!, means, 'searchMean');
    expectClose(rowsOf(outputs['searchDeviation']!, 4)[b]!, deviations, 'searchDeviation');
  }
});

/** Mean and deviation of the two best, sub-action by sub-action. */
function elitesOf(actions: readonly (readonly number[])[], values: readonly number[]) {
  const order = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]!);
  const [best, second] = [actions[order[0]!]!, actions[order[1]!]!];
  return {
    mean: best.map((value, d) => (value + second[d]!) / 2),
    deviation: best.map((value, d) => Math.abs(value - second[d]!) / 2),
  };
}
