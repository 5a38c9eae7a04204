import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runConfigSchema } from '../../contracts/run.ts';
import { checkTyped, rangeOf } from './check.ts';
import { fieldsOf, titleOf, type Field } from './fields.ts';

const config = z.strictObject({
  proposals: z.int().min(1).max(100).default(10).describe('Samples'),
  learningRate: z.number().positive().max(1).default(1e-3),
  maxSpeed_rad_s: z.number().default(2),
  units: z.int().min(4).max(64).multipleOf(4).default(8),
  mode: z.enum(['next', 'state']).default('next'),
  shared: z.boolean().default(false),
  label: z.string().max(3).default(''),
  nested: z.record(z.string(), z.unknown()).default({}),
  version: z.literal(1).default(1),
});
const fields = fieldsOf(z.toJSONSchema(config, { io: 'input' }));
const field = (name: string): Field => fields.find((field) => field.name === name)!;

it('makes a field of each property that a form can show', () => {
  expect(fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'proposals number',
    'learningRate number',
    'maxSpeed_rad_s number',
    'units number',
    'mode choice',
    'shared switch',
    'label text',
  ]);
  expect(field('proposals')).toMatchObject({ description: 'Samples', default: 10, low: 1, high: 100, integer: true });
});

it('names fields as people read them', () => {
  expect(titleOf('maxSpeed_rad_s')).toEqual({ title: 'Max speed', unit: 'rad/s' });
  expect(titleOf('nStep')).toEqual({ title: 'N step', unit: '' });
  expect(titleOf('proposalUnits1')).toEqual({ title: 'Proposal units 1', unit: '' });
});

it('explains every field of a run', () => {
  const run = fieldsOf(z.toJSONSchema(runConfigSchema, { io: 'input' }));
  expect(run.length).toBeGreaterThan(10);
  expect(run.filter(({ description }) => description === '')).toEqual([]);
});

describe('what is typed', () => {
  it.each([
    ['proposals', '12', { value: 12 }],
    ['proposals', '1.5', { problem: '1.5 is not a whole number.' }],
    ['proposals', '101', { problem: '101 is not from 1 to 100.' }],
    ['proposals', '', { problem: 'This must be a whole number, from 1 to 100.' }],
    ['learningRate', '1e-3', { value: 0.001 }],
    ['learningRate', '0', { problem: '0 is not above 0 and at most 1.' }],
    ['maxSpeed_rad_s', '200,000', { value: 200_000 }],
    ['maxSpeed_rad_s', 'fast', { problem: 'This must be a number.' }],
    ['units', '6', { problem: '6 is not a multiple of 4.' }],
    ['mode', 'acted', { problem: 'Choose one of next, state.' }],
    ['shared', 'true', { value: true }],
    ['label', 'long', { problem: 'At most 3 characters.' }],
  ])('%s: %j', (name, typed, checked) => expect(checkTyped(field(name), typed)).toEqual(checked));

  it('is accepted exactly where the schema accepts the number', () => {
    const names = ['proposals', 'learningRate', 'units'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.oneof(fc.integer({ min: -9, max: 120 }), fc.float()), (name, value) => {
        const checked = checkTyped(field(name), String(value));
        expect('value' in checked).toBe(config.safeParse({ [name]: value }).success);
      }),
    );
  });
});

it('words ranges', () => {
  const range = (schema: z.ZodNumber) =>
    rangeOf(fieldsOf(z.toJSONSchema(z.object({ x: schema })))[0] as Extract<Field, { kind: 'number' }>);
  expect([z.number(), z.number().min(2), z.number().lt(3), z.int().min(0)].map(range)).toEqual([
    '',
    'at least 2',
    'below 3',
    'at least 0',
  ]);
});
