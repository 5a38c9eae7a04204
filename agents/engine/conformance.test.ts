import { describe, expect, it } from 'vitest';
import type { Program } from '../../contracts/agent.ts';
import { agents } from '../index.ts';
import { fillForUpdate, learning, acting, results } from '../testing/instance.ts';
import { subjects } from '../testing/subjects.ts';
import * as tf from '../tf.ts';
import { kernels } from './kernels/index.ts';
import { reference } from './reference.ts';
import { expectClose, fillRandomly, type RandomInput, stateless } from './testing/compare.ts';
import { comparedEngines } from './testing/engine-cases.ts';
import { resultsAndGradients } from './testing/kernel-case.ts';
import { kernelCases } from './testing/kernel-cases.ts';
import { regression, train } from './testing/regression.ts';

const UPDATES = 5;

const onePerAgent = agents.map((agent) => subjects.find((subject) => subject.agent === agent)!);

/** All cases of a kernel as one program, since each program costs a device its compilation. */
function programOf(kernelName: string) {
  const cases = kernelCases.filter((one) => one.kernelName === kernelName);
  const inputs: Record<string, RandomInput> = {};
  cases.forEach((one, i) => {
    for (const [name, input] of Object.entries(one.inputs)) inputs[`${i} ${name}`] = input;
  });
  const program: Program<tf.Tensor> = stateless(inputs, (tensors) => {
    const all = cases.flatMap((one, i) => {
      const own = Object.fromEntries(Object.keys(one.inputs).map((name) => [name, tensors[`${i} ${name}`]!]));
      return Object.entries(resultsAndGradients(one, own)).map(([name, tensor]) => [`${one.title}: ${name}`, tensor]);
    });
    return Object.fromEntries(all) as Record<string, tf.Tensor>;
  });
  return { inputs, program };
}

describe.each(comparedEngines)('engine $title', ({ engine, isMissing, tolerances, isSlowToCompile }) => {
  const compared = isSlowToCompile ? onePerAgent : subjects;
  describe.skipIf(isMissing)('conforms', () => {
    it.each(Object.keys(kernels))('%s: values and gradients', async (kernelName) => {
      const { inputs, program } = programOf(kernelName);
      const [expected, actual] = [await reference.compile(program), await engine.compile(program)];
      for (const compiled of [expected, actual]) {
        fillRandomly(compiled, inputs, 1);
        await compiled.run();
      }
      for (const [name, values] of Object.entries(expected.outputs)) {
        expectClose(actual.outputs[name]!, values, name, tolerances.kernels);
      }
      await actual.dispose();
    });

    describe.each(compared)('agent $id in a $kind space, $option', (subject) => {
      it('acts as on the reference', async () => {
        const [oracle, other] = [await acting(subject, reference), await acting(subject, engine)];
        for (const { compiled } of [oracle, other]) await compiled.run();
        const actual = await results(other);
        for (const [name, values] of Object.entries(await results(oracle))) {
          expectClose(actual[name]!, values, name, tolerances.agents);
        }
        await other.compiled.dispose();
      });

      it(`learns as on the reference over ${UPDATES} updates`, async () => {
        const [oracle, other] = [await learning(subject, reference), await learning(subject, engine)];
        for (let update = 1; update <= UPDATES; update++) {
          for (const instance of [oracle, other]) {
            fillForUpdate(instance, subject, update);
            await instance.compiled.run();
          }
          const actual = await results(other);
          for (const [name, values] of Object.entries(await results(oracle))) {
            expectClose(actual[name]!, values, `${name} after update ${update}`, tolerances.agents);
          }
        }
        await other.compiled.dispose();
      });
    });

    it('gives the same bits in two instances', async () => {
      const programs = [await engine.compile(regression), await engine.compile(regression)];
      const losses: number[][] = [];
      for (const program of programs) losses.push(await train(program, 20, 3));
      expect(losses[1]).toEqual(losses[0]);
      expect(await programs[1]!.state('parameters')).toEqual(await programs[0]!.state('parameters'));
      for (const program of programs) await program.dispose();
    });

    it('keeps no tensor over many runs', async () => {
      const program = await engine.compile(regression);
      await train(program, 2, 3);
      const before = tf.memory();
      await train(program, 200, 3);
      expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
      await program.dispose();
    });
  });
});
