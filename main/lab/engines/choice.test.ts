import { describe, expect, it } from 'vitest';
import type { EngineFinding } from '../../../contracts/engines.ts';
import { tinyConfig } from '../testing/tiny-run.ts';
import { choiceAfter, choiceOf, showingEngine } from './choice.ts';
import { pick } from './choose.ts';

const here = { device: 'a device', version: '1' };
const found = (engine: EngineFinding['engine'], learning_ms: number, acting_ms: number | null): EngineFinding => ({
  engine,
  availability: here,
  figures: { learning_ms, acting_ms },
});

describe('the engines of a run', () => {
  it('are one, but for an engine that cannot act', () => {
    expect(choiceOf('cuda')).toEqual({ acting: 'cuda', learning: 'cuda' });
    expect(choiceOf('onnx-webgpu')).toEqual({ acting: 'onnx-cpu', learning: 'onnx-webgpu' });
  });

  it("are the processor's after any other has failed, and nothing after that", () => {
    expect(choiceAfter({ acting: 'onnx-cpu', learning: 'onnx-webgpu' })).toEqual(choiceOf('onnx-cpu'));
    expect(choiceAfter(choiceOf('cuda'))).toEqual(choiceOf('onnx-cpu'));
    expect(choiceAfter(choiceOf('onnx-cpu'))).toBeNull();
  });

  it('show and evaluate on the processor, whatever trains', () => {
    expect(showingEngine(tinyConfig({ engine: 'cuda' }))).toBe('onnx-cpu');
    expect(showingEngine(tinyConfig({ engine: 'auto' }))).toBe('onnx-cpu');
    expect(showingEngine(tinyConfig({ engine: 'reference' }))).toBe('reference');
  });

  it('are the fastest that were measured, for learning and for acting apart, with all figures told', () => {
    const { choice, why } = pick([found('cuda', 3, 9.5), found('onnx-webgpu', 1.25, null), found('onnx-cpu', 24, 0.8)]);
    expect(choice).toEqual({ learning: 'onnx-webgpu', acting: 'onnx-cpu' });
    expect(why).toBe(
      'Learning on onnx-webgpu, an update takes 1.3 ms (cuda 3.0 ms, onnx-cpu 24 ms). ' +
        'Acting on onnx-cpu, a step takes 0.8 ms (cuda 9.5 ms).',
    );
  });

  it('leave out what is not here, and say why', () => {
    const missing: EngineFinding = {
      engine: 'cuda',
      availability: { reason: 'TensorFlow is not installed.', remedy: '' },
      figures: null,
    };
    const { choice, why } = pick([missing, found('onnx-cpu', 24, 0.8)]);
    expect(choice).toEqual(choiceOf('onnx-cpu'));
    expect(why).toContain('cuda is not here: TensorFlow is not installed.');
  });
});
