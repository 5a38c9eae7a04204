import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { ActionSpec, DimensionSpec } from '../contracts/spec.ts';
import type { Engine } from './engine/engine.ts';
import { getEngine } from './engine/index.ts';
import { exportOnnx } from './engine/export-onnx.ts';
import { reference } from './engine/reference.ts';
import { expectClose } from './engine/testing/compare.ts';
import { hostEngines } from './engine/testing/host-engines.ts';
import { agents, findAgent } from './index.ts';
import { parameterCount } from './nets/parameters.ts';
import { acting, BATCH, fillForUpdate, freshParameters, learning, results, type Subject } from './testing/instance.ts';
import { spaces, subjects } from './testing/subjects.ts';
import * as tf from './tf.ts';

function expectActions(values: ArrayLike<number>, action: ActionSpec): void {
  expect(values).toHaveLength(BATCH * action.length);
  Array.from(values).forEach((value, i) => {
    const { bins } = action[i % action.length]!;
    if (bins !== undefined) expect(Number.isInteger(value)).toBe(true);
    expect(value).toBeGreaterThanOrEqual(bins === undefined ? -1 : 0);
    expect(value).toBeLessThanOrEqual(bins === undefined ? 1 : bins - 1);
  });
}

const isAction = (name: string) => /action/i.test(name) && !/noise/i.test(name);

/** Stays within the ranges of all inputs, and leaves no order as it was. */
const otherNumber = (value: number) => (value * 7.77 + 0.5) % 1;

function otherAction({ bins }: DimensionSpec, value: number): number {
  return bins === undefined ? -0.5 * value : (value + 1) % bins;
}

describe.each(agents.map((agent) => ({ id: agent.id, agent })))('agent $id', ({ id, agent }) => {
  it('is found by its id', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(findAgent(id)).toBe(agent);
  });

  it('has a default and a description for every setting', () => {
    agent.config.parse({});
    for (const [name, field] of Object.entries(agent.config.shape)) {
      expect((field as { description?: string }).description, name).toMatch(/\w/);
    }
  });

  it('describes each metric once', () => {
    const names = agent.metrics.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const metric of agent.metrics) expect(metric.description, metric.name).toMatch(/\w.*\.$/);
  });

  it('accepts an action space, or says which sub-action it cannot take', () => {
    const reasons = Object.values(spaces).map((action) => ({ action, reason: agent.accepts(action) }));
    expect(reasons.map(({ reason }) => reason)).toContain(null);
    for (const { action, reason } of reasons) {
      if (reason !== null) expect(action.map(({ name }) => name)).toContain(reason.split(' ')[0]);
    }
  });
});

describe.each(subjects)('agent $id in a $kind space, $option', ({ agent, space, config }) => {
  const subject: Subject = { agent, space, config };
  const metricNames = agent.metrics.map(({ name }) => name);

  it('begins with every state vector of its learner, as long as its parameters', () => {
    const specs = agent.parameters(subject.config, space);
    expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length);
    const state = agent.initialState(freshParameters(subject));
    expect(Object.keys(state).sort()).toEqual([...agent.learn(subject.config, space).state].sort());
    for (const vector of Object.values(state)) expect(vector).toHaveLength(parameterCount(specs));
    expect(state['parameters']).toEqual(freshParameters(subject));
  });

  it('explores with a probability in every environment', () => {
    for (const index of [0, 1, 7]) {
      const epsilon = agent.exploration(subject.config, index, 8);
      expect(epsilon).toBeGreaterThanOrEqual(0);
      expect(epsilon).toBeLessThanOrEqual(1);
    }
  });

  describe.each(hostEngines.map((engine) => ({ engineId: engine.id, engine })))('on $engineId', ({ engine }) => {
    it('acts within its bounds', async () => {
      const { compiled } = await acting(subject, engine);
      await compiled.run();
      expectActions(compiled.outputs['action_t']!, space.action);
      expect(compiled.outputs['action_t']).toBeInstanceOf(Float32Array);
    });

    it('explores within its bounds, if it does so by itself', async () => {
      const { compiled } = await acting(subject, engine, { exploring: true });
      await compiled.run();
      const { action_t, exploringAction_t } = compiled.outputs;
      if (exploringAction_t === undefined) return;
      expectActions(exploringAction_t, space.action);
      expect(exploringAction_t).not.toEqual(action_t);
    });

    it('learns: new parameters, a priority per transition, and each metric', async () => {
      const instance = await learning(subject, engine);
      await instance.compiled.run();
      const { outputs } = instance.compiled;
      const { kind, batchSize } = agent.replay(subject.config);
      const perSample = kind === 'transitions' ? ['priority'] : [];
      expect(Object.keys(outputs).sort()).toEqual([...perSample, ...metricNames].sort());
      for (const name of perSample) expect(outputs[name]).toHaveLength(batchSize);
      for (const name of metricNames) expect(outputs[name], name).toHaveLength(1);
      for (const values of Object.values(await results(instance))) expect(values.every(Number.isFinite)).toBe(true);
      expect(await instance.compiled.state('parameters')).not.toEqual(freshParameters(subject));
    });

    it('gives the same bits again', async () => {
      const twins = [await learning(subject, engine), await learning(subject, engine)] as const;
      for (let update = 1; update <= 3; update++) {
        for (const twin of twins) {
          fillForUpdate(twin, subject, update);
          await twin.compiled.run();
        }
        expect(await results(twins[1])).toEqual(await results(twins[0]));
      }
    });

    it('reports an observation that is not a number', async () => {
      const { compiled } = await learning(subject, engine);
      compiled.inputs['observation_t']![0] = NaN;
      await compiled.run();
      expect(metricNames.some((name) => Number.isNaN(compiled.outputs[name]![0]))).toBe(true);
    });

    it('acts on in spite of it, in the other states as if nothing were', async () => {
      const [sound, broken] = [await acting(subject, engine), await acting(subject, engine)];
      broken.compiled.inputs['observation_t']![0] = NaN;
      for (const { compiled } of [sound, broken]) await compiled.run();
      const [expected, action] = [sound, broken].map(({ compiled }) => [...compiled.outputs['action_t']!]);
      expectActions(action!, space.action);
      expect(action!.slice(space.action.length)).toEqual(expected!.slice(space.action.length));
    });
  });

  it.each(['act', 'learn'] as const)('uses every input of %s', async (kind) => {
    const everything = { details: true, exploring: true };
    const start = (one: Subject, engine: Engine) =>
      kind === 'act' ? acting(one, engine, everything) : learning(one, engine);
    const before = await start(subject, reference);
    await before.compiled.run();
    for (const name of Object.keys(before.program.inputs)) {
      const changed = await start(subject, reference);
      const isState = changed.program.state.includes(name);
      const values = isState ? (await changed.compiled.state(name)).slice() : changed.compiled.inputs[name]!;
      values.forEach((value, i) => {
        values[i] = isAction(name) ? otherAction(space.action[i % space.action.length]!, value) : otherNumber(value);
      });
      if (isState) changed.compiled.setState(name, values);
      await changed.compiled.run();
      expect(await results(changed), name).not.toEqual(await results(before));
    }
  });

  it('acts alike when composed of common operations alone', async () => {
    const [usual, plain] = [await acting(subject, getEngine('onnx-cpu')), await acting(subject, reference)];
    for (const { compiled } of [usual, plain]) await compiled.run();
    for (const [name, values] of Object.entries(await results(plain))) {
      expectClose((await results(usual))[name]!, values, name);
    }
  });

  it('acts alike when exported', async () => {
    const { program, compiled } = await acting(subject, getEngine('onnx-cpu'));
    await compiled.run();
    const session = await ort.InferenceSession.create(exportOnnx(program, { metadata: {} }));
    const feeds = Object.entries(program.inputs).map(([name, { dtype, shape }]) => {
      return [name, new ort.Tensor(dtype, compiled.inputs[name] as never, shape)] as const;
    });
    const exported = await session.run(Object.fromEntries(feeds));
    expect(Object.keys(exported).sort()).toEqual(Object.keys(compiled.outputs).sort());
    for (const [name, { data }] of Object.entries(exported)) {
      expectClose(compiled.outputs[name]!, data as Float32Array, name);
    }
    await session.release();
  });

  it('leaves no tensors behind', async () => {
    const { compiled } = await learning(subject, reference);
    const before = tf.memory().numTensors;
    await compiled.run();
    expect(tf.memory().numTensors).toBe(before);
  });
});
