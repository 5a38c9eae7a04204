import { describe, expect, it } from 'vitest';
import * as tf from '../tf.ts';
import { engines, getEngine } from './index.ts';
import { onnxCpu } from './onnx-cpu.ts';
import { reference } from './reference.ts';
import { engineCases } from './testing/engine-cases.ts';
import { expectClose, stateless } from './testing/compare.ts';
import { PARAMETER_COUNT, regression, train } from './testing/regression.ts';

const vector = { shape: [2], dtype: 'float32' } as const;

describe('engines', () => {
  it('are found by their ids', () => {
    for (const engine of engines) expect(getEngine(engine.id)).toBe(engine);
  });

  it('names the unknown one and those that exist', () => {
    expect(() => getEngine('tpu')).toThrowError(
      expect.objectContaining({
        code: 'unknown-name',
        message: expect.stringContaining("'tpu'"),
        remedy: expect.stringContaining('onnx-cpu, onnx-webgpu'),
      }),
    );
  });

  it('agree on a network trained by Adam', async () => {
    const [expected, actual] = [await reference.compile(regression), await onnxCpu.compile(regression)];
    const [expectedLosses, actualLosses] = [await train(expected, 5, 7), await train(actual, 5, 7)];
    expectClose(actualLosses, expectedLosses, 'loss');
    for (const name of regression.state) expectClose(await actual.state(name), await expected.state(name), name);
    await actual.dispose();
  });

  it('give the same bits in two instances', async () => {
    const programs = [await onnxCpu.compile(regression), await onnxCpu.compile(regression)];
    const losses = await Promise.all(programs.map((program) => train(program, 20, 3)));
    expect(losses[0]).toEqual(losses[1]);
    expect(await programs[0]!.state('parameters')).toEqual(await programs[1]!.state('parameters'));
    expect(losses[0]!.at(-1)).toBeLessThan(losses[0]![0]!);
    for (const program of programs) await program.dispose();
  });
});

describe.each(engineCases)('$title', ({ engine, isMissing }) => {
  describe.skipIf(isMissing)('as a program', () => {
    it('starts with zero state and takes any other', async () => {
      const program = await engine.compile(regression);
      expect(await program.state('moment1')).toEqual(new Float32Array(PARAMETER_COUNT));
      program.setState('moment1', new Float32Array(PARAMETER_COUNT).fill(2));
      expect((await program.state('moment1'))[1]).toBe(2);
      expect(() => program.setState('moment1', [1])).toThrow(RangeError);
      await expect(program.state('x')).rejects.toThrow("no state 'x'");
      await program.dispose();
    });

    it('resumes from a state bit by bit', async () => {
      const [whole, half] = [await engine.compile(count), await engine.compile(count)];
      for (let i = 0; i < 3; i++) await whole.run();
      await half.run();
      half.setState('n', Float32Array.from(await half.state('n')));
      for (let i = 0; i < 2; i++) await half.run();
      expect(await half.state('n')).toEqual(await whole.state('n'));
      expect((await whole.state('n'))[0]).toBe(3);
    });

    it('leaves no tensor behind', async () => {
      const program = await engine.compile(count);
      await program.run();
      const before = tf.memory();
      await program.run();
      await (await engine.compile(count)).dispose();
      expect(tf.memory().numTensors).toBe(before.numTensors);
      expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
      expect(tf.getBackend()).toBe('cpu');
    });

    it('takes state that is passed on as it is, swapped, or constant', async () => {
      const program = await engine.compile({
        inputs: { kept: vector, a: vector, b: vector, fixed: vector },
        state: ['kept', 'a', 'b', 'fixed'],
        run: ({ kept, a, b }) => ({
          kept: kept!,
          a: b!,
          b: a!,
          fixed: tf.tensor1d([5, 6]),
          copy: a!,
          constant: tf.ones([2]),
        }),
      });
      program.setState('kept', [1, 2]);
      program.setState('a', [3, 4]);
      program.setState('fixed', [9, 9]);
      for (const expected of [
        { copy: [3, 4], a: [0, 0], b: [3, 4] },
        { copy: [0, 0], a: [3, 4], b: [0, 0] },
        { copy: [3, 4], a: [0, 0], b: [3, 4] },
      ]) {
        await program.run();
        expect([...program.outputs.copy!]).toEqual(expected.copy);
        expect([...program.outputs.constant!]).toEqual([1, 1]);
        expect([...(await program.state('a'))]).toEqual(expected.a);
        expect([...(await program.state('b'))]).toEqual(expected.b);
        expect([...(await program.state('kept'))]).toEqual([1, 2]);
        expect([...(await program.state('fixed'))]).toEqual([5, 6]);
      }
      await program.dispose();
    });

    it('shares no place between an output and the state it equals', async () => {
      const program = await engine.compile({ ...count, run: ({ n }) => ({ n: tf.add(n!, 1), next: tf.add(n!, 1) }) });
      const { next } = program.outputs;
      for (let i = 1; i <= 3; i++) {
        await program.run();
        expect([...next!, ...(await program.state('n'))]).toEqual([i, i, i, i]);
      }
      await program.dispose();
    });

    it('returns booleans as int32, and inputs as outputs', async () => {
      const program = await engine.compile(
        stateless({ x: vector }, ({ x }) => ({ positive: tf.greater(x!, 0), same: x!, twin: tf.clone(x!) })),
      );
      program.inputs.x!.set([-1, 2]);
      await program.run();
      expect(program.outputs.positive).toEqual(Int32Array.of(0, 1));
      expect(program.outputs.same).toEqual(Float32Array.of(-1, 2));
      expect(program.outputs.twin).toEqual(Float32Array.of(-1, 2));
      await program.dispose();
    });
  });
});

describe('onnx-cpu', () => {
  it('releases its sessions', async () => {
    const program = await onnxCpu.compile(regression);
    await program.dispose();
    await expect(program.run()).rejects.toThrow('Session already disposed');
  });

  it('computes in several threads what it computes in one', async () => {
    const [one, two] = [await onnxCpu.compile(regression), await onnxCpu.compile(regression, { threads: 2 })];
    expectClose(await train(two, 3, 5), await train(one, 3, 5), 'loss');
    for (const program of [one, two]) await program.dispose();
  });
});

const count = {
  inputs: { n: vector },
  state: ['n'],
  run: ({ n }: Readonly<Record<string, tf.Tensor>>) => ({ n: tf.add(n!, 1) }),
};
