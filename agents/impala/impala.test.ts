import { describe, expect, it } from 'vitest';
import type { Space } from '../../contracts/agent.ts';
import { reference } from '../engine/reference.ts';
import { decidedParameters } from '../testing/decided-parameters.ts';
import { PlainParameters } from '../testing/plain-parameters.ts';
import { rowsOf } from '../testing/rows.ts';
import { discreteActions } from '../testing/spaces.ts';
import { impala } from './impala.ts';

const space: Space = { observationSize: 2, action: discreteActions([2, 3]) };
const config = impala.config.parse({ units1: 4, units2: 4, unrollLength: 1, batchSize: 1, shownCandidates: 50 });
const specs = impala.parameters(config, space);

/** Log-probabilities and value of a state, written out as loops. */
function plainly(parameters: Float32Array, state: readonly number[]) {
  const plain = new PlainParameters(specs, parameters);
  const output = (network: string) => {
    const tanh = (layer: string, x: readonly number[]) => plain.dense(`${network}/${layer}`, x).map(Math.tanh);
    return plain.dense(`${network}/output`, tanh('layer2', tanh('layer1', state)));
  };
  const logits = output('policy');
  const logSoftmax = (own: readonly number[]) => {
    const total = Math.log(own.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return own.map((logit) => logit - total);
  };
  return { logPi: [logSoftmax(logits.slice(0, 2)), logSoftmax(logits.slice(2))], value: output('value')[0]! };
}

const [state, next] = [
  [0.3, -0.8],
  [0.9, 0.1],
];
const [reward, discount, logMu] = [4, 0.9, -1.2];
const action = [1, 2];

/** One update from one step. */
async function updated(before: Float32Array) {
  const learner = await reference.compile(impala.learn(config, space));
  for (const [name, values] of Object.entries(impala.initialState(before))) learner.setState(name, values);
  const batch = {
    observation_t: [...state, ...next],
    action_t: action,
    logProbability_t: [logMu],
    reward_t1: [reward],
    discount_t1: [discount],
    isChoice_t: [1],
    update: [1],
    learningRate: [1e-3],
  };
  for (const [name, values] of Object.entries(batch)) learner.inputs[name]!.set(values);
  await learner.run();
  return { after: (await learner.state('parameters')).slice(), metrics: learner.outputs };
}

describe('an update', () => {
  const before = decidedParameters(specs, 3);
  const { logPi, value } = plainly(before, state);
  const logRatio = logPi[0]![1]! + logPi[1]![2]! - logMu;
  const surprise = Math.min(1, Math.exp(logRatio)) * (reward + discount * plainly(before, next).value - value);

  it('reports what loops compute', async () => {
    const { metrics } = await updated(before);
    const entropy = -logPi.flat().reduce((sum, log) => sum + Math.exp(log) * log, 0);
    const expected = {
      tdError: Math.abs(surprise),
      valueLoss: surprise ** 2 / 2,
      value: (value + plainly(before, next).value) / 2,
      policyEntropy: entropy,
      logRatio: Math.abs(logRatio),
      clippedShare: logRatio > 0 ? 1 : 0,
    };
    for (const [name, number] of Object.entries(expected)) expect(metrics[name]![0], name).toBeCloseTo(number, 4);
  });

  it('makes what turned out well likelier, and values the state nearer to what followed', async () => {
    const { after } = await updated(before);
    expect(surprise).toBeGreaterThan(0.5);
    const now = plainly(after, state);
    expect(now.logPi[0]![1]! + now.logPi[1]![2]!).toBeGreaterThan(logPi[0]![1]! + logPi[1]![2]!);
    expect(now.value).toBeGreaterThan(value);
    expect(now.value).toBeLessThan(value + surprise);
  });
});

describe('a decision', () => {
  it('shows the marginals, samples with their odds, the best first, and the value of the state', async () => {
    const parameters = decidedParameters(specs, 3);
    const program = await reference.compile(impala.act(config, space, 1, { details: true }));
    program.inputs['parameters']!.set(parameters);
    program.inputs['observation_t']!.set(state);
    program.inputs['uniformShown']!.forEach((_, i, noise) => (noise[i] = ((i * 37) % 100) / 100));
    await program.run();
    const { action_t, proposals, proposalLogProbability, marginals, stateValue, q_t } = program.outputs;
    const { logPi, value } = plainly(parameters, state);
    const probabilities = logPi.flat().map(Math.exp);
    probabilities.forEach((probability, i) => expect(marginals![i]).toBeCloseTo(probability, 5));
    expect(stateValue![0]).toBeCloseTo(value, 5);
    expect(q_t![0]).toBeCloseTo(value, 5);
    const shown = rowsOf(proposals!, 2);
    expect(shown).toHaveLength(51);
    expect(shown[0]).toEqual([...action_t!]);
    expect(shown[0]).toEqual(logPi.map((own) => own.indexOf(Math.max(...own))));
    shown.forEach(([first, second], i) => {
      expect(proposalLogProbability![i]).toBeCloseTo(logPi[0]![first!]! + logPi[1]![second!]!, 4);
    });
    expect(new Set(shown.map(String)).size).toBeGreaterThan(2);
  });
});
