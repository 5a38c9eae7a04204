import { expect, it } from 'vitest';
import type { EngineId, RunConfig } from '../../contracts/run.ts';
import { askedEngine, enginesInWords, paceInWords } from './engines.ts';

function run(engine: RunConfig['engine'], learning?: EngineId, acting: EngineId = 'onnx-cpu') {
  return { config: { engine } as RunConfig, engines: learning ? { learning, acting } : null, pace: null };
}

it.each([
  ['not begun', run('auto'), 'auto', null],
  ['one for both', run('onnx-cpu', 'onnx-cpu'), 'onnx-cpu', null],
  ['one that cannot act', run('onnx-webgpu', 'onnx-webgpu'), 'onnx-webgpu, acts on onnx-cpu', null],
  ['picked', run('auto', 'cuda', 'cuda'), 'cuda', 'auto'],
  ['fallen back', run('cuda', 'onnx-cpu'), 'onnx-cpu', 'cuda'],
])('what computes a run: %s', (_, computed, words, asked) => {
  expect([enginesInWords(computed), askedEngine(computed)]).toEqual([words, asked]);
});

it('how long an update takes, once there was one', () => {
  const pace = (update_ms: number) =>
    paceInWords({ ...run('auto'), pace: { update_ms, environmentStepsPerSecond: 1 } });
  expect(paceInWords(run('auto'))).toBe('');
  expect(pace(1.254)).toBe('1.25\u00a0ms an update');
  expect(pace(12_500)).toBe('12.5\u00a0s an update');
});
