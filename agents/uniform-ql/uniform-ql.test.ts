import { expect, it } from 'vitest';
import { hostEngines } from '../engine/testing/host-engines.ts';
import { onnxCpu } from '../engine/onnx-cpu.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { unflatten } from '../nets/parameters.ts';
import { encodeActions, productSpace } from '../nets/product-space.ts';
import { embed } from '../nets/state-embedding.ts';
import { summedCritic } from '../nets/summed-critic.ts';
import { plainCritic } from '../testing/plain-critic.ts';
import { decidedParameters } from '../testing/decided-parameters.ts';
import { acting, BATCH, freshParameters, learning, type Subject } from '../testing/instance.ts';
import { indexOfMax, largestDifference, rowsOf } from '../testing/rows.ts';
import { smallConfig } from '../testing/small-config.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { uniformQl } from './uniform-ql.ts';

const agent = uniformQl as Subject['agent'];
const space = { observationSize: 3, action: discreteActions([2, 3]) };
const subject: Subject = { agent, space, config: smallConfig(agent) };
const specs = agent.parameters(subject.config, space);

/** Q of each of these actions in one state, by the critic alone. */
function valuesOf(flat: Float32Array, observation: readonly number[], actions: readonly number[][]): number[] {
  const parameters = unflatten(tf.tensor1d(flat), specs);
  const observations = tf.tensor2d(actions.map(() => [...observation]));
  const oneHot = encodeActions(productSpace(space.action), tf.tensor2d([...actions]));
  return [...summedCritic(plainCritic, parameters, embed(plainCritic, parameters, observations), oneHot).dataSync()];
}

it('selects the best candidate by the critic and evaluates it by the target', async () => {
  const { compiled } = await learning(subject, onnxCpu);
  compiled.setState('parameters', decidedParameters(specs, 1));
  compiled.setState('targetParameters', decidedParameters(specs, 2));
  const { inputs, outputs } = compiled;
  const rows = (name: string, width: number) => rowsOf(inputs[name]!, width);
  const candidates = rows('uniformActions_tn', 2);
  const errors = (selecting: number) =>
    rows('action_t', 2).map((action, i) => {
      const observation_tn = rows('observation_tn', 3)[i]!;
      const best = candidates[indexOfMax(valuesOf(decidedParameters(specs, selecting), observation_tn, candidates))]!;
      const [q_tn] = valuesOf(decidedParameters(specs, 2), observation_tn, [best]);
      const [q_t] = valuesOf(decidedParameters(specs, 1), rows('observation_t', 3)[i]!, [action]);
      return Math.abs(inputs['return_t']![i]! + inputs['discount_t']![i]! * q_tn! - q_t!);
    });
  const doubleQ = errors(1);
  await compiled.run();
  expectClose(outputs['priority']!, doubleQ, 'priority');
  expect(largestDifference(doubleQ, errors(2))).toBeGreaterThan(0.02);
});

it.each(hostEngines)('$id acts by the best of its candidates, and shows them', async (engine) => {
  const { compiled } = await acting(subject, engine, { details: true });
  await compiled.run();
  const { inputs, outputs } = compiled;
  const candidates = rowsOf(outputs['uniform']!, 2);
  expect([...outputs['uniform']!]).toEqual([...inputs['uniformActions']!]);
  for (let b = 0; b < BATCH; b++) {
    const values = valuesOf(freshParameters(subject), rowsOf(inputs['observation_t']!, 3)[b]!, candidates);
    expectClose(rowsOf(outputs['uniformQ']!, candidates.length)[b]!, values, 'uniformQ');
    const [first, second] = candidates[indexOfMax(values)] as [number, number];
    expect(rowsOf(outputs['action_t']!, 2)[b]).toEqual([first, second]);
    const along = [...[0, 1].map((bin) => [bin, second]), ...[0, 1, 2].map((bin) => [first, bin])];
    const expected = valuesOf(freshParameters(subject), rowsOf(inputs['observation_t']!, 3)[b]!, along);
    expectClose(rowsOf(outputs['slices']!, 5)[b]!, expected, 'slices');
  }
});
