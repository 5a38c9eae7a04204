import { expect, it } from 'vitest';
import { qualityFor } from './quality.ts';

it.each([
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', true],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', true],
  ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)', true],
  ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)', false],
  ['ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)', false],
  ['Apple M2', false],
])('%s: frugal %s', (driver, isFrugal) => {
  expect(qualityFor(driver).maxShare < 1).toBe(isFrugal);
});

it('does as it is told', () => {
  expect(qualityFor('SwiftShader', 'full')).toBe(qualityFor('a graphics card'));
  expect(qualityFor('a graphics card', 'frugal')).toBe(qualityFor('SwiftShader'));
});
