import { describe, expect, it } from 'vitest';
import { hostEngines } from '../engine/testing/host-engines.ts';
import { onnxCpu } from '../engine/onnx-cpu.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { proposalTerms } from '../losses/proposal.ts';
import { proposalBase, proposalLogProbabilities } from '../nets/autoregressive-proposal.ts';
import { parameterCount, unflatten } from '../nets/parameters.ts';
import { encodeActions, productSpace } from '../nets/product-space.ts';
import { embed } from '../nets/state-embedding.ts';
import { summedCritic } from '../nets/summed-critic.ts';
import { plainCritic } from '../testing/plain-critic.ts';
import { decidedParameters } from '../testing/decided-parameters.ts';
import { learning, type Instance, type Subject } from '../testing/instance.ts';
import { smallConfig } from '../testing/small-config.ts';
import { discreteActions } from '../testing/spaces.ts';
import * as tf from '../tf.ts';
import { aql } from './aql.ts';

const agent = aql as Subject['agent'];
const space = { observationSize: 3, action: discreteActions([2, 3]) };
const product = productSpace(space.action);
const BATCH = 5;

/** Every action, so that as uniform candidates they make the search exact. */
const actions = [0, 1].flatMap((first) => [0, 1, 2].map((second) => [first, second]));

function subjectWith(fields: Readonly<Record<string, unknown>> = {}): Subject {
  return { agent, space, config: smallConfig(agent, { uniformCandidates: actions.length, ...fields }) };
}

const decided = ({ config }: Subject, seed: number) => decidedParameters(agent.parameters(config, space), seed);

const ONLINE = 1;
const TARGET = 2;

/** A learner whose target differs from its critic, and whose searches are exact. */
async function exactLearner(subject: Subject): Promise<Instance> {
  const learner = await learning(subject, onnxCpu);
  learner.compiled.setState('parameters', decided(subject, ONLINE));
  learner.compiled.setState('targetParameters', decided(subject, TARGET));
  for (const [name, values] of Object.entries(learner.compiled.inputs)) {
    if (name.startsWith('uniformActions')) values.set(actions.flat());
  }
  return learner;
}

function named(subject: Subject, flat: Float32Array): Record<string, tf.Tensor> {
  return unflatten(tf.tensor1d(flat), agent.parameters(subject.config, space));
}

const batchOf = (values: ArrayLike<number>): number[][] =>
  Array.from({ length: BATCH }, (_, i) =>
    Array.from(values).slice((i * values.length) / BATCH, ((i + 1) * values.length) / BATCH),
  );

/** Q of every action in one state. */
function valuesAt(parameters: Record<string, tf.Tensor>, observation: readonly number[]): number[] {
  const observations = tf.tensor2d(actions.map(() => [...observation]));
  const oneHot = encodeActions(product, tf.tensor2d(actions));
  return [...summedCritic(plainCritic, parameters, embed(plainCritic, parameters, observations), oneHot).dataSync()];
}

const indexOfMax = (values: readonly number[]) => values.indexOf(Math.max(...values));
const indexOfAction = ([first, second]: readonly number[]) => 3 * first! + second!;

describe('the TD target', () => {
  it('selects by the critic and evaluates by its target', async () => {
    const subject = subjectWith();
    const learner = await exactLearner(subject);
    const { inputs, outputs } = learner.compiled;
    const [online, target] = [ONLINE, TARGET].map((seed) => named(subject, decided(subject, seed)));
    const [observation_t, observation_tn] = [batchOf(inputs['observation_t']!), batchOf(inputs['observation_tn']!)];
    const errors = (value: (online_tn: number[], target_tn: number[]) => number) =>
      batchOf(inputs['action_t']!).map((action_t, i) => {
        const value_tn = value(valuesAt(online!, observation_tn[i]!), valuesAt(target!, observation_tn[i]!));
        const q_t = valuesAt(online!, observation_t[i]!)[indexOfAction(action_t)]!;
        return Math.abs(inputs['return_t']![i]! + inputs['discount_t']![i]! * value_tn - q_t);
      });
    const doubleQ = errors((online_tn, target_tn) => target_tn[indexOfMax(online_tn)]!);
    await learner.compiled.run();
    expectClose(outputs['priority']!, doubleQ, 'priority');
    expectClose(outputs['tdError']!, [doubleQ.reduce((sum, error) => sum + error, 0) / BATCH], 'tdError');
    // The case tells them apart: neither network's own maximum gives these errors.
    const distance = (others: number[]) => Math.max(...others.map((other, i) => Math.abs(other - doubleQ[i]!)));
    expect(distance(errors((_, target_tn) => Math.max(...target_tn)))).toBeGreaterThan(0.05);
    expect(distance(errors((online_tn) => Math.max(...online_tn)))).toBeGreaterThan(0.05);
  });
});

describe('the proposal', () => {
  it.each([
    { proposalArgmax: 'next', at: 'observation_tn' },
    { proposalArgmax: 'state', at: 'observation_t' },
    { proposalArgmax: 'acted', at: 'observation_t' },
  ])('learns the best action at $at with $proposalArgmax', async ({ proposalArgmax, at }) => {
    const subject = subjectWith({ proposalArgmax });
    const learner = await exactLearner(subject);
    const online = named(subject, decided(subject, ONLINE));
    const observations = batchOf(learner.compiled.inputs[at]!);
    const best =
      proposalArgmax === 'acted'
        ? batchOf(learner.compiled.inputs['greedyAction_t']!)
        : observations.map((observation) => actions[indexOfMax(valuesAt(online, observation))]!);
    await learner.compiled.run();

    const oneHot = encodeActions(product, tf.tensor2d(best));
    const base = proposalBase(online, embed(plainCritic, online, tf.tensor2d(observations)));
    const logMu = tf.sum(tf.mul(proposalLogProbabilities(online, product, base, oneHot), oneHot), 1);
    expectClose(learner.compiled.outputs['proposalNll']!, tf.neg(tf.mean(logMu)).dataSync(), 'proposalNll');
  });

  it('searches and stores no more than its target asks for', () => {
    const inputs = (proposalArgmax: string) =>
      Object.keys(agent.learn(subjectWith({ proposalArgmax }).config, space).inputs);
    expect(inputs('next')).not.toContain('uniformActions_t');
    expect(inputs('state')).toContain('uniformActions_t');
    expect(inputs('acted')).not.toContain('uniformActions_t');
    expect(inputs('next')).not.toContain('greedyAction_t');
  });

  it.each([true, false])('shapes the embedding if it may: %s', async (proposalShapesEmbedding) => {
    const subject = subjectWith({ proposalShapesEmbedding });
    const { compiled } = await learning(subject, onnxCpu);
    // Without weight on its errors, the critic has no gradient of its own.
    compiled.inputs['importance']!.fill(0);
    await compiled.run();
    const moment1 = await compiled.state('moment1');
    const moved = (name: string) => partOf(subject, moment1, name).some((value) => value !== 0);
    expect(moved('embedding/W')).toBe(proposalShapesEmbedding);
    expect(moved('embedding/b')).toBe(proposalShapesEmbedding);
    expect(moved('critic/state/W')).toBe(false);
    expect(moved('critic/action')).toBe(false);
    expect(moved('proposal/trunk1/W')).toBe(true);
    expect(moved('proposal/prefix')).toBe(true);
  });

  it('descends -log mu(a*) less the weighted entropy', async () => {
    const entropyWeight = 10;
    const subject = subjectWith({ entropyWeight, proposalArgmax: 'acted' });
    const { compiled } = await exactLearner(subject);
    await compiled.run();
    const online = named(subject, decided(subject, ONLINE));
    const best = tf.tensor2d(batchOf(compiled.inputs['greedyAction_t']!));
    const oneHot = encodeActions(product, best);
    const base = proposalBase(
      online,
      embed(plainCritic, online, tf.tensor2d(batchOf(compiled.inputs['observation_t']!))),
    );
    const loss = (headBias: tf.Tensor) => {
      const parameters = { ...online, 'proposal/headBias': headBias };
      const terms = proposalTerms(proposalLogProbabilities(parameters, product, base, oneHot), oneHot);
      return tf.mean(tf.sub(terms.negativeLogLikelihood, tf.mul(terms.entropy, entropyWeight)));
    };
    const gradient = tf.grad(loss)(online['proposal/headBias']!).dataSync();
    const moment1 = partOf(subject, await compiled.state('moment1'), 'proposal/headBias');
    expectClose(
      moment1,
      gradient.map((value) => 0.1 * value),
      'moment1',
      1e-6,
    );
  });
});

describe.each(hostEngines.map((engine) => ({ id: engine.id, engine })))('the target network on $id', ({ engine }) => {
  it.each([
    { targetRate: 1, source: 'the new parameters' },
    { targetRate: 0, source: 'the old target' },
  ])('with targetRate $targetRate is $source, bit for bit', async ({ targetRate }) => {
    const subject = subjectWith();
    const { compiled } = await learning(subject, engine);
    const before = decided(subject, TARGET);
    compiled.setState('targetParameters', before);
    compiled.inputs['targetRate']![0] = targetRate;
    await compiled.run();
    const expected = targetRate === 1 ? await compiled.state('parameters') : before;
    expect([...(await compiled.state('targetParameters'))]).toEqual([...expected]);
  });
});

it('halves the step size in every half-life, or never', () => {
  const rate = (learningRateHalfLife: number, update: number) => {
    const { config } = subjectWith({ learningRate: 0.01, learningRateHalfLife });
    return agent.hyperparameters(config, update)['learningRate'];
  };
  expect([rate(0, 1000), rate(500, 500), rate(500, 1000)]).toEqual([0.01, 0.005, 0.0025]);
});

it('copies to the target every so many updates', () => {
  const { config } = subjectWith({ targetEvery: 3 });
  const copies = [1, 2, 3, 4, 5, 6, 7].map((update) => agent.hyperparameters(config, update)['targetRate']);
  expect(copies).toEqual([0, 0, 1, 0, 0, 1, 0]);
});

describe('with SimBa', () => {
  it('follows the observations by their statistics, which are not descended', async () => {
    const subject = subjectWith({ stateNetwork: 'simba' });
    const { compiled } = await learning(subject, onnxCpu);
    compiled.inputs['targetRate']![0] = 1;
    await compiled.run();
    const { mean, variance } = tf.moments(tf.tensor2d(batchOf(compiled.inputs['observation_t']!)), 0);
    for (const vector of ['parameters', 'targetParameters']) {
      const values = await compiled.state(vector);
      expectClose(partOf(subject, values, 'observation/mean'), mean.dataSync(), 'mean');
      expectClose(partOf(subject, values, 'observation/variance'), tf.sub(variance, 1).dataSync(), 'variance');
    }
    const moment1 = await compiled.state('moment1');
    expect([...partOf(subject, moment1, 'observation/mean')]).toEqual([0, 0, 0]);
    expect(partOf(subject, moment1, 'embedding/block1/expand/W').some((value) => value !== 0)).toBe(true);
  });
});

/** The part of a flat vector, be it of parameters or of a gradient, that belongs to the parameter `name`. */
function partOf({ config }: Subject, flat: Float32Array, name: string): Float32Array {
  const specs = agent.parameters(config, space);
  const index = specs.findIndex((spec) => spec.name === name);
  return flat.slice(parameterCount(specs.slice(0, index)), parameterCount(specs.slice(0, index + 1)));
}
