import { describe, expect, it } from 'vitest';
import { onnxCpu } from '../engine/onnx-cpu.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { productSpace } from '../nets/product-space.ts';
import { decidedParameters } from '../testing/decided-parameters.ts';
import { acting, BATCH, freshParameters, learning, type Subject } from '../testing/instance.ts';
import { PlainParameters } from '../testing/plain-parameters.ts';
import { indexOfMax, largestDifference, rowsOf } from '../testing/rows.ts';
import { smallConfig } from '../testing/small-config.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { decqn } from './decqn.ts';
import { decoupledQ, greedyBins } from './utilities.ts';

const agent = decqn as Subject['agent'];
const space = { observationSize: 3, action: discreteActions([2, 3]) };
const subject: Subject = { agent, space, config: smallConfig(agent, { shownCandidates: 7 }) };
const specs = agent.parameters(subject.config, space);

/** The utilities of both sub-actions in one state, as loops in double precision. */
function plainUtilities(parameters: PlainParameters, observation: readonly number[]): [number[], number[]] {
  const x = parameters.dense('layer1', observation);
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  const first = x.map((value, i) => {
    const normal = (value - mean) / Math.sqrt(variance + 1e-5);
    return Math.tanh(normal * (1 + parameters.at('norm/gain', i)) + parameters.at('norm/offset', i));
  });
  const second = parameters.dense('layer2', first).map((value) => (value > 0 ? value : Math.expm1(value)));
  const values = parameters.dense('utilities', second);
  return [values.slice(0, 2), values.slice(2)];
}

describe('decoupled utilities', () => {
  const product = productSpace(space.action);
  const values = tf.tensor2d([
    [1, 2, 3, 5, 4],
    [NaN, -9, 0, 0, -1],
  ]);

  it('make Q by their mean', () => {
    const oneHot = tf.tensor2d([[0, 1, 1, 0, 0]]);
    expect(decoupledQ(product, tf.slice(values, 0, 1), oneHot).dataSync()[0]).toBe(2.5);
  });

  it('have their maxima each by itself, the first of equals, NaN passed over', () => {
    expect(greedyBins(product, values).arraySync()).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });
});

it('selects the target by its online utilities and evaluates it by the others', async () => {
  const { compiled } = await learning(subject, onnxCpu);
  const [online, target] = [
    new PlainParameters(specs, decidedParameters(specs, 1)),
    new PlainParameters(specs, decidedParameters(specs, 2)),
  ];
  compiled.setState('parameters', decidedParameters(specs, 1));
  compiled.setState('targetParameters', decidedParameters(specs, 2));
  const { inputs, outputs } = compiled;
  const rows = (name: string) => rowsOf(inputs[name]!, inputs[name]!.length / inputs['return_t']!.length);
  const errors = (choose: (online: number[], target: number[]) => number) =>
    rows('action_t').map((action, i) => {
      const [own_tn, other_tn] = [online, target].map((w) => plainUtilities(w, rows('observation_tn')[i]!));
      const q_tn = [0, 1].reduce((sum, d) => sum + other_tn![d]![choose(own_tn![d]!, other_tn![d]!)]! / 2, 0);
      const q_t = plainUtilities(online, rows('observation_t')[i]!).reduce((sum, u, d) => sum + u[action[d]!]! / 2, 0);
      return Math.abs(inputs['return_t']![i]! + inputs['discount_t']![i]! * q_tn - q_t);
    });
  const doubleQ = errors((own) => indexOfMax(own));
  await compiled.run();
  expectClose(outputs['priority']!, doubleQ, 'priority');
  expect(
    largestDifference(
      doubleQ,
      errors((_, other) => indexOfMax(other)),
    ),
  ).toBeGreaterThan(0.02);
});

it('shows its utilities, and Q of the greedy action and of uniform ones', async () => {
  const { compiled } = await acting(subject, onnxCpu, { details: true });
  await compiled.run();
  const { inputs, outputs } = compiled;
  const parameters = new PlainParameters(specs, freshParameters(subject));
  const uniform = rowsOf(outputs['uniform']!, 2);
  expect([...outputs['uniform']!]).toEqual([...inputs['uniformActions']!]);
  for (let b = 0; b < BATCH; b++) {
    const values = plainUtilities(parameters, rowsOf(inputs['observation_t']!, 3)[b]!);
    const q = ([first, second]: readonly number[]) => (values[0][first!]! + values[1][second!]!) / 2;
    expectClose(rowsOf(outputs['utilities']!, 5)[b]!, values.flat(), 'utilities');
    expectClose(rowsOf(outputs['uniformQ']!, 7)[b]!, uniform.map(q), 'uniformQ');
    expect(rowsOf(outputs['action_t']!, 2)[b]).toEqual(values.map(indexOfMax));
    expect(rowsOf(outputs['proposals']!, 2)[b]).toEqual(values.map(indexOfMax));
    expectClose([outputs['proposalQ']![b]!, outputs['q_t']![b]!], Array(2).fill(q(values.map(indexOfMax))), 'q');
  }
});
