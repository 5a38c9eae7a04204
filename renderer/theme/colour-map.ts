/**
 * Perceptual colour maps: equal steps of a value look like equal steps of colour, lightness alone tells the order, and
 * colour-blind people read them too. Each is given by ten evenly spaced stops of the published map (viridis, plasma: Smith
 * and van der Walt 2015; cividis: Nuñez, Anderton and Renslow 2018), between which sRGB is interpolated.
 */
const stops = {
  viridis: '440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725',
  cividis: '00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838',
  plasma: '0d0887 46039f 7201a8 9c179e bd3786 d8576b ed7953 fb9f3a fdca26 f0f921',
} as const;

export type ColourMapName = keyof typeof stops;
export const colourMapNames = Object.keys(stops) as ColourMapName[];

/** sRGB, each in [0, 1]. */
export type Rgb = [red: number, green: number, blue: number];

const tables = Object.fromEntries(
  Object.entries(stops).map(([name, list]) => [
    name,
    Float32Array.from(
      list.split(' ').flatMap((hex) => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)),
    ),
  ]),
) as Record<ColourMapName, Float32Array>;

/**
 * The colour of a value.
 * @param t in [0, 1]; what lies outside, and NaN, is clamped (NaN to 0)
 * @param into written and returned, so that a caller that draws need not allocate
 */
export function colourOf(t: number, map: ColourMapName = 'viridis', into: Rgb = [0, 0, 0]): Rgb {
  const table = tables[map];
  const last = table.length / 3 - 1;
  const place = last * (t > 0 ? Math.min(t, 1) : 0);
  const stop = Math.min(Math.floor(place), last - 1);
  const weight = place - stop;
  for (let channel = 0; channel < 3; channel++) {
    const low = table[3 * stop + channel]!;
    into[channel] = low + weight * (table[3 * stop + 3 + channel]! - low);
  }
  return into;
}

/** The same as a CSS colour. */
export function cssColourOf(t: number, map: ColourMapName = 'viridis'): string {
  const [red, green, blue] = colourOf(t, map).map((channel) => Math.round(255 * channel));
  return `rgb(${red} ${green} ${blue})`;
}

/** The whole map as a CSS gradient, from 0 to 1. */
export function cssGradient(map: ColourMapName = 'viridis', direction = 'to right'): string {
  const colours = stops[map].split(' ').map((hex) => `#${hex}`);
  return `linear-gradient(${direction}, ${colours.join(', ')})`;
}

/** Where `value` lies between `low` and `high`, for `colourOf`; the middle where they coincide. */
export function fractionOf(value: number, low: number, high: number): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}
