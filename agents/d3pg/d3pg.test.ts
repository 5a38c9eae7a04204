import { expect, it } from 'vitest';
import { CONTINUOUS_INTERVALS } from '../../contracts/spec.ts';
import { onnxCpu } from '../engine/onnx-cpu.ts';
import { expectClose } from '../engine/testing/compare.ts';
import { parameterCount } from '../nets/parameters.ts';
import { decidedParameters } from '../testing/decided-parameters.ts';
import { acting, BATCH, freshParameters, learning, type Subject } from '../testing/instance.ts';
import { PlainParameters } from '../testing/plain-parameters.ts';
import { largestDifference, rowsOf } from '../testing/rows.ts';
import { smallConfig } from '../testing/small-config.ts';
import { continuousActions } from '../testing/spaces.ts';
import { d3pg } from './d3pg.ts';

const agent = d3pg as Subject['agent'];
const space = { observationSize: 3, action: continuousActions(2) };
const subject: Subject = { agent, space, config: smallConfig(agent) };
const specs = agent.parameters(subject.config, space);

const relu = (x: number) => Math.max(0, x);

/** The actor, as loops in double precision. */
function plainActor(flat: Float32Array, observation: readonly number[]): number[] {
  const w = new PlainParameters(specs, flat);
  const first = w.dense('actor/layer1', observation).map(relu);
  return w.dense('actor/action', w.dense('actor/layer2', first).map(relu)).map(Math.tanh);
}

/** The critic, as loops in double precision. */
function plainCritic(flat: Float32Array, observation: readonly number[], action: readonly number[]): number {
  const w = new PlainParameters(specs, flat);
  const normalised = (name: string, x: readonly number[]) => {
    const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
    return x.map((value, i) => {
      return ((value - mean) / Math.sqrt(variance + 1e-5)) * (1 + w.at(`${name}/gain`, i)) + w.at(`${name}/offset`, i);
    });
  };
  const first = normalised('critic/norm1', w.dense('critic/layer1', [...observation, ...action])).map(relu);
  return w.dense('critic/q', normalised('critic/norm2', w.dense('critic/layer2', first)).map(relu))[0]!;
}

it("takes the slow critic's value of the slow actor's action as target", async () => {
  const { compiled } = await learning(subject, onnxCpu);
  const [online, target] = [decidedParameters(specs, 1), decidedParameters(specs, 2)];
  compiled.setState('parameters', online);
  compiled.setState('targetParameters', target);
  const { inputs, outputs } = compiled;
  const rows = (name: string, width: number) => rowsOf(inputs[name]!, width);
  const errors = (acting: Float32Array) =>
    rows('observation_tn', 3).map((observation_tn, i) => {
      const q_tn = plainCritic(target, observation_tn, plainActor(acting, observation_tn));
      const q_t = plainCritic(online, rows('observation_t', 3)[i]!, rows('action_t', 2)[i]!);
      return Math.abs(inputs['return_t']![i]! + inputs['discount_t']![i]! * q_tn - q_t);
    });
  const actorQ = rows('observation_t', 3).map((state) => plainCritic(online, state, plainActor(online, state)));
  await compiled.run();
  expectClose(outputs['priority']!, errors(target), 'priority', 1e-4);
  expect(largestDifference(errors(target), errors(online))).toBeGreaterThan(0.02);
  expectClose(outputs['actorQ']!, [actorQ.reduce((sum, q) => sum + q, 0) / actorQ.length], 'actorQ', 1e-4);
});

it('trains the actor by the clipped slope alone, and the critic by its errors alone', async () => {
  const clip = 0.005;
  const clipped: Subject = { agent, space, config: smallConfig(agent, { actionGradientClip: clip }) };
  const online = decidedParameters(specs, 1);
  const gradients = async (importance: number) => {
    const { compiled } = await learning(clipped, onnxCpu);
    compiled.setState('parameters', online);
    compiled.inputs['importance']!.fill(importance);
    const observations = rowsOf(compiled.inputs['observation_t']!, 3);
    await compiled.run();
    const moment1 = (await compiled.state('moment1')).slice();
    return { observations, slope: compiled.outputs['actionSlope']![0]!, gradient: moment1.map((m) => 10 * m) };
  };
  const actorCount = parameterCount(specs.filter(({ name }) => name.startsWith('actor/')));
  const [without, with_] = [await gradients(0), await gradients(1)];
  // The actor's parameters come first.
  expect(without.gradient.subarray(actorCount).every((value) => value === 0)).toBe(true);
  expect(with_.gradient.subarray(actorCount).some((value) => value !== 0)).toBe(true);
  expect(with_.gradient.subarray(0, actorCount)).toEqual(without.gradient.subarray(0, actorCount));
  expect(without.slope).toBeCloseTo(clip, 5);

  // The bias of the first sub-action: -mean of the slope, of length `clip`, times the derivative of tanh.
  const bias = actorCount - space.action.length;
  const expected = without.observations.map((state) => {
    const action = plainActor(online, state);
    const slope = action.map((_, d) => {
      const moved = (by: number) =>
        plainCritic(
          online,
          state,
          action.map((a, e) => (e === d ? a + by : a)),
        );
      return (moved(1e-5) - moved(-1e-5)) / 2e-5;
    });
    return (-(clip * slope[0]!) / Math.hypot(...slope)) * (1 - action[0]! ** 2);
  });
  expect(without.gradient[bias]).toBeCloseTo(expected.reduce((sum, x) => sum + x, 0) / expected.length, 5);
});

it('explores by Gaussian noise on its action, within bounds', async () => {
  const { compiled } = await acting(subject, onnxCpu, { exploring: true });
  compiled.inputs['actionNoise']!.set([1, -1, 0, 0, 99, -99]);
  await compiled.run();
  const actions = [...compiled.outputs['action_t']!];
  const exploring = [...compiled.outputs['exploringAction_t']!];
  expectClose(exploring.slice(0, 6), [actions[0]! + 0.3, actions[1]! - 0.3, actions[2]!, actions[3]!, 1, -1], 'action');
});

it('shows Q around its action, and of uniform ones', async () => {
  const { compiled } = await acting(subject, onnxCpu, { details: true });
  await compiled.run();
  const { inputs, outputs } = compiled;
  const flat = freshParameters(subject);
  const uniform = rowsOf(inputs['uniformActions']!, 2);
  const shownNoise = rowsOf(inputs['shownNoise']!, 2);
  for (let b = 0; b < BATCH; b++) {
    const observation = rowsOf(inputs['observation_t']!, 3)[b]!;
    const action = plainActor(flat, observation);
    const around = shownNoise.map((noise) => noise.map((z, d) => Math.min(1, Math.max(-1, action[d]! + 0.3 * z))));
    const q = (candidates: number[][]) => candidates.map((candidate) => plainCritic(flat, observation, candidate));
    expectClose(rowsOf(outputs['action_t']!, 2)[b]!, action, 'action');
    expectClose(rowsOf(outputs['proposals']!, 16)[b]!, [action, ...around].flat(), 'proposals');
    expectClose(rowsOf(outputs['proposalQ']!, 8)[b]!, q([action, ...around]), 'proposalQ', 1e-4);
    expectClose(rowsOf(outputs['uniformQ']!, 7)[b]!, q(uniform), 'uniformQ', 1e-4);
    const middles = Array.from({ length: CONTINUOUS_INTERVALS }, (_, k) => (2 * k + 1) / CONTINUOUS_INTERVALS - 1);
    const along = [0, 1].flatMap((d) => middles.map((middle) => action.with(d, middle)));
    expectClose(rowsOf(outputs['slices']!, along.length)[b]!, q(along), 'slices', 1e-4);
  }
});

it('acts within its bounds where tanh is rounded up', async () => {
  const { compiled } = await acting(subject, onnxCpu);
  const names = specs.flatMap(({ name, shape }) => Array<string>(shape.reduce((size, n) => size * n, 1)).fill(name));
  const bias = names.indexOf('actor/action/b');
  const parameters = new Float32Array(names.length);
  for (let intended = 8; intended < 9; intended += 5e-4) {
    parameters[bias] = intended;
    compiled.inputs['parameters']!.set(parameters);
    await compiled.run();
    expect(Math.max(...compiled.outputs['action_t']!)).toBeLessThanOrEqual(1);
  }
});
