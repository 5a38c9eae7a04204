import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { WorkbenchError } from '../../contracts/errors.ts';
import { defineCommand } from './command.ts';
import { parse } from './parse.ts';

const command = defineCommand({
  id: 'train',
  summary: '',
  args: [{ name: 'TASK', description: '' }],
  options: z.strictObject({
    name: z.string().optional(),
    seed: z.int().min(0).max(10).default(1),
    learningRate: z.number().positive().max(1).default(0.001),
    units: z.array(z.int()).default([400, 300]),
    engine: z.enum(['onnx-cpu', 'reference']).default('onnx-cpu'),
    stopWhenSolved: z.boolean().default(true),
    headUnits: z.int().multipleOf(4).default(64),
  }),
  extra: () => [
    {
      title: 'Agent',
      prefix: 'agent',
      schema: z.strictObject({ seed: z.int().default(0), batchSize: z.int().default(128) }),
      short: { batchSize: 'batch' },
    },
  ],
  examples: [],
  run: async () => 0,
});

const read = (line: string) => parse(command, line.split(' '));
const values = (line: string) => read(`reach ${line}`).values;

describe('parse', () => {
  it('returns only what was typed', () => {
    expect(read('reach')).toEqual({ args: ['reach'], values: { train: {}, agent: {} } });
  });

  it.each([
    ['--seed 7', { seed: 7 }],
    ['--seed=7', { seed: 7 }],
    ['--seed 1e1', { seed: 10 }],
    ['--learning-rate 3e-4', { learningRate: 3e-4 }],
    ['--name 007', { name: '007' }],
    ['--name=--odd', { name: '--odd' }],
    ['--units 8,4', { units: [8, 4] }],
    ['--engine reference', { engine: 'reference' }],
    ['--stop-when-solved', { stopWhenSolved: true }],
    ['--no-stop-when-solved', { stopWhenSolved: false }],
    ['--stop-when-solved=false', { stopWhenSolved: false }],
    ['--seed 2 --seed 3', { seed: 3 }],
  ])('reads %s', (line, expected) => {
    expect(values(line)['train']).toEqual(expected);
  });

  it('prefixes a name only where it clashes, and knows short names', () => {
    expect(values('--agent-seed 5 --batch 32')['agent']).toEqual({ seed: 5, batchSize: 32 });
    expect(values('--batch-size 64')['agent']).toEqual({ batchSize: 64 });
  });

  it('takes flags and words in any order', () => {
    expect(read('--no-stop-when-solved reach --seed 3')).toMatchObject({ args: ['reach'] });
  });

  it.each([
    ['--sed 7', 'unknown-name', 'train has no flag --sed.', /Did you mean --seed\?/],
    ['--xyzzy', 'unknown-name', 'train has no flag --xyzzy.', /^See .* train --help\.$/],
    ['--no-seed', 'unknown-name', 'train has no flag --no-seed.', /Did you mean --seed\?/],
    ['--seed abc', 'bad-config', '--seed cannot be "abc".', /^It takes a whole number from 0 to 10\.$/],
    ['--seed 1.5', 'bad-config', '--seed cannot be "1.5".', /whole number/],
    ['--seed -1', 'bad-config', '--seed cannot be "-1".', /from 0 to 10/],
    ['--seed=', 'bad-config', '--seed cannot be "".', /whole number/],
    ['--seed', 'bad-config', '--seed lacks its value.', /Write --seed N\./],
    ['--seed --name x', 'bad-config', '--seed lacks its value.', /Write --seed N\./],
    ['--learning-rate 0', 'bad-config', '--learning-rate cannot be "0".', /a number above 0, at most 1/],
    ['--units 8,x', 'bad-config', '--units cannot be "8,x".', /comma-separated list, each a whole number/],
    ['--engine onnx', 'bad-config', '--engine cannot be "onnx".', /Did you mean onnx-cpu\?.*onnx-cpu or reference/],
    ['--stop-when-solved=maybe', 'bad-config', '--stop-when-solved cannot be "maybe".', /true or false/],
    ['--head-units 65', 'bad-config', '--head-units cannot be "65".', /a multiple of 4/],
    ['again', 'bad-config', '"again" is one word too many.', /^Write .* train TASK\.$/],
  ])('rejects %s', (line, code, message, remedy) => {
    expect(() => values(line)).toThrow(
      expect.objectContaining<Partial<WorkbenchError>>({
        code: code as 'bad-config',
        message,
        remedy: expect.stringMatching(remedy),
      }),
    );
  });

  it('asks for a word that is missing', () => {
    expect(() => parse(command, [])).toThrow('train lacks its TASK.');
  });
});
