import { expect, test } from 'vitest';
import { bringForward, migrateConfig } from './migrations.ts';
import type { ConfigMigration } from './migrations.ts';
import { exampleConfig } from './testing/example-run.ts';

const migrations: ConfigMigration[] = [
  ({ envs, ...config }) => ({ ...config, environments: envs }),
  (config) => ({ ...config, engine: 'onnx-cpu' }),
];

test('a configuration of today stays as it is', () => {
  expect(migrateConfig(JSON.parse(JSON.stringify(exampleConfig)))).toEqual(exampleConfig);
});

test('each older version takes the migrations it lacks', () => {
  const today = { version: 3, environments: 8, engine: 'onnx-cpu' };
  expect(bringForward({ version: 1, envs: 8 }, migrations, 3)).toEqual(today);
  expect(bringForward({ version: 2, environments: 8 }, migrations, 3)).toEqual(today);
  expect(bringForward(today, migrations, 3)).toEqual(today);
});

test('a newer version asks for an update', () => {
  expect(() => migrateConfig({ ...exampleConfig, version: 7 })).toThrow(
    expect.objectContaining({
      code: 'version',
      message: expect.stringContaining('version 7'),
      remedy: expect.stringContaining('Update'),
    }),
  );
});

test.each([
  [{ ...exampleConfig, environments: 0 }, 'environments is 0'],
  [{ ...exampleConfig, task: undefined }, 'task is missing'],
  [{ ...exampleConfig, version: 'one' }, 'version is "one"'],
  [{ ...exampleConfig, extra: 1 }, 'extra'],
  [null, 'configuration is null'],
])('an invalid one names field and value: %j', (config, message) => {
  expect(() => migrateConfig(config)).toThrow(
    expect.objectContaining({ code: 'bad-config', message: expect.stringContaining(message) }),
  );
});
