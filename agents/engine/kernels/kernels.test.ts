import { describe, expect, it } from 'vitest';
import * as tf from '../../tf.ts';
import { kernelCases } from '../testing/kernel-cases.ts';
import { type KernelCase, resultsAndGradients } from '../testing/kernel-case.ts';
import { kernels } from './index.ts';

/** tfjs has gradients of these too, which are zero or fail. */
const WITHOUT_GRADIENT = ['ArgMax', 'ArgMin', 'FloorDiv', 'GreaterEqual', 'IsNan', 'OneHot', 'Prod'];

describe('every kernel', () => {
  it.each(Object.keys(kernels))('%s has a case', (kernelName) => {
    expect(kernelCases.some((one) => one.kernelName === kernelName)).toBe(true);
  });

  it.each(Object.keys(kernels).filter((name) => tf.getGradient(name) && !WITHOUT_GRADIENT.includes(name)))(
    '%s has a case with its gradient',
    (kernelName) =>
      expect(kernelCases.some((one) => one.kernelName === kernelName && isDifferentiated(one))).toBe(true),
  );
});

describe.each(kernelCases)('$kernelName $title', (one) => {
  it('is the kernel that runs', async () => {
    const { kernelNames } = await tf.profile(() => one.run(zeros(one)));
    expect(kernelNames).toContain(one.kernelName);
  });
});

function isDifferentiated(one: KernelCase): boolean {
  return tf.tidy(() => Object.keys(resultsAndGradients(one, zeros(one))).some((name) => name.startsWith('gradient')));
}

function zeros({ inputs }: KernelCase): Record<string, tf.Tensor> {
  const tensors = Object.entries(inputs).map(([name, { shape, dtype }]) => [name, tf.zeros([...shape], dtype)]);
  return Object.fromEntries(tensors) as Record<string, tf.Tensor>;
}
