import { expect, it } from 'vitest';
import { hostEngines } from '../engine/testing/host-engines.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { unflatten } from '../nets/parameters.ts';
import { encodeActions, productSpace } from '../nets/product-space.ts';
import { embed } from '../nets/state-embedding.ts';
import { summedCritic } from '../nets/summed-critic.ts';
import { plainCritic } from '../testing/plain-critic.ts';
import { acting, BATCH, freshParameters, type Subject } from '../testing/instance.ts';
import { rowsOf } from '../testing/rows.ts';
import { smallConfig } from '../testing/small-config.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { aql } from './aql.ts';

const agent = aql as Subject['agent'];
const bins = [2, 4, 3];
const space = { observationSize: 3, action: discreteActions(bins) };
const subject: Subject = { agent, space, config: smallConfig(agent, { proposals: 6, uniformCandidates: 7 }) };

/** Q of actions [n, D] in one state, by the critic alone. */
function valuesOf(observation: readonly number[], actions: readonly number[][]): number[] {
  const parameters = unflatten(tf.tensor1d(freshParameters(subject)), agent.parameters(subject.config, space));
  const observations = tf.tensor2d(actions.map(() => [...observation]));
  const oneHot = encodeActions(productSpace(space.action), tf.tensor2d([...actions]));
  return [...summedCritic(plainCritic, parameters, embed(plainCritic, parameters, observations), oneHot).dataSync()];
}

it.each(hostEngines)(
  '$id tells the candidates, their values, and the distributions along the choice',
  async (engine) => {
    const { compiled } = await acting(subject, engine, { details: true });
    await compiled.run();
    const { inputs, outputs } = compiled;
    expect([...outputs['uniform']!]).toEqual([...inputs['uniformActions']!]);
    const uniform = rowsOf(outputs['uniform']!, bins.length);
    for (let b = 0; b < BATCH; b++) {
      const of = (name: string, width: number) => rowsOf(outputs[name]!, width)[b]!;
      const proposals = rowsOf(of('proposals', 6 * bins.length), bins.length);
      const values = [...of('proposalQ', 6), ...of('uniformQ', 7)];
      const observation = rowsOf(inputs['observation_t']!, 3)[b]!;
      expectClose(values, valuesOf(observation, [...proposals, ...uniform]), 'Q');
      const action = [...proposals, ...uniform][values.indexOf(Math.max(...values))]!;
      expect(of('action_t', bins.length)).toEqual(action);
      const along = bins.flatMap((count, d) => Array.from({ length: count }, (_, k) => action.with(d, k)));
      expectClose(of('slices', 9), valuesOf(observation, along), 'slices');

      let offset = 0;
      bins.forEach((count, d) => {
        const marginal = of('marginals', 9).slice(offset, (offset += count));
        expect(marginal.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
        const entropy = -marginal.reduce((sum, p) => sum + p * Math.log(p), 0);
        expect(of('entropy', bins.length)[d]).toBeCloseTo(entropy, 5);
      });
    }
  },
);

it.each(hostEngines)('$id chooses the same with details and without', async (engine) => {
  const [shown, plain] = [await acting(subject, engine, { details: true }), await acting(subject, engine)];
  for (const { compiled } of [shown, plain]) await compiled.run();
  for (const name of ['action_t', 'q_t']) expect(shown.compiled.outputs[name]).toEqual(plain.compiled.outputs[name]);
});
