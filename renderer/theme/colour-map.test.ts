import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourMapNames, colourOf, cssColourOf, cssGradient, fractionOf } from './colour-map.ts';

/** CIE L*, from sRGB in [0, 1]. */
function lightness(rgb: readonly number[]): number {
  const [red, green, blue] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return luminance > 216 / 24_389 ? 116 * Math.cbrt(luminance) - 16 : (luminance * 24_389) / 27;
}

describe.each(colourMapNames)('%s', (map) => {
  it('grows lighter everywhere, so that order survives without hue', () => {
    const lights = Array.from({ length: 101 }, (_, i) => lightness(colourOf(i / 100, map)));
    for (let i = 1; i <= 100; i++) expect(lights[i]!).toBeGreaterThan(lights[i - 1]!);
    expect(lights[100]! - lights[0]!).toBeGreaterThan(60);
  });

  it('stays within sRGB for any number', () => {
    fc.assert(
      fc.property(fc.double(), (t) => {
        expect(colourOf(t, map).every((channel) => channel >= 0 && channel <= 1)).toBe(true);
      }),
    );
  });

  it('has no jumps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (t) => {
        const [a, b] = [colourOf(t, map), colourOf(t + 0.001, map)];
        expect(Math.max(...a.map((channel, i) => Math.abs(channel - b[i]!)))).toBeLessThan(0.005);
      }),
    );
  });
});

it('meets the published ends of viridis', () => {
  expect(cssColourOf(0)).toBe('rgb(68 1 84)');
  expect(cssColourOf(1)).toBe('rgb(253 231 37)');
  expect(cssGradient('viridis')).toMatch(/^linear-gradient\(to right, #440154, .*#fde725\)$/);
});

it('clamps, and writes where it is told', () => {
  const into: [number, number, number] = [0, 0, 0];
  expect(colourOf(2, 'viridis', into)).toBe(into);
  expect(into).toEqual(colourOf(1));
  expect(colourOf(NaN)).toEqual(colourOf(0));
});

it('places a value between its limits', () => {
  expect(fractionOf(3, 2, 4)).toBe(0.5);
  expect(fractionOf(7, 7, 7)).toBe(0.5);
});
