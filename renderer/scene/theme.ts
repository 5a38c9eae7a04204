import { Color } from 'three';
import type { ColourMapName } from '../theme/colour-map.ts';

export type ThemeName = 'light' | 'dark';

/** Colours and lights of the scene; objects keep their own colours. */
export interface SceneTheme {
  readonly name: ThemeName;
  readonly colourMap: ColourMapName;
  /** Background at the horizon: what the ground fades into. */
  readonly background: Color;
  readonly ground: Color;
  readonly gridLine: Color;
  /** Marks for the eye: outlines, trail. */
  readonly ink: Color;
  readonly trail: Color;
  readonly contact: Color;
  readonly target: Color;
  readonly greedy: Color;
  readonly executed: Color;
  readonly keyLight: number;
  readonly skyLight: number;
  readonly environment: number;
}

/** What only the scene has; the rest are colours of the window. */
const own = {
  light: {
    background: '#eeece6',
    ground: '#d3d0c8',
    gridLine: '#6f6b61',
    keyLight: 2.1,
    skyLight: 0.8,
    environment: 0.4,
  },
  dark: {
    background: '#12181b',
    ground: '#343b3e',
    gridLine: '#5a666b',
    keyLight: 1.9,
    skyLight: 0.5,
    environment: 0.3,
  },
} as const;

/** @param colour the window's colour of a CSS variable's name, as CSS. */
export function sceneTheme(
  name: ThemeName,
  colourMap: ColourMapName,
  colour: (variable: string) => string,
): SceneTheme {
  const { background, ground, gridLine, ...lights } = own[name];
  return {
    name,
    colourMap,
    background: new Color(background),
    ground: new Color(ground),
    gridLine: new Color(gridLine),
    ink: new Color(colour('--text')),
    trail: new Color(colour('--accent')),
    contact: new Color(colour('--bad')),
    target: new Color(colour('--target')),
    greedy: new Color(colour('--greedy')),
    executed: new Color(colour('--executed')),
    ...lights,
  };
}
