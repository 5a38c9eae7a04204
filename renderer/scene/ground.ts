import { Color, MeshLambertMaterial } from 'three';
import type { SceneTheme } from './theme.ts';

/** Grid cells across the radius of what moves, roughly. */
const CELLS = 8;

/** A round width for grid cells: 1, 2 or 5 times a power of ten. */
export function gridCell_m(radius_m: number): number {
  const rough = radius_m / CELLS;
  const power = 10 ** Math.floor(Math.log10(rough));
  return (rough / power < 2 ? 1 : rough / power < 5 ? 2 : 5) * power;
}

/**
 * Matter of the ground: matt, takes shadows, carries a grid that stays fine at any distance, and fades into the background.
 * The grid's lines are one pixel wide, by the derivatives of the position (the usual way for grids in a shader).
 */
export class GroundMaterial extends MeshLambertMaterial {
  readonly #line = { value: new Color() };

  /** @param radius_m of what moves. */
  constructor(radius_m: number) {
    super({ transparent: true });
    this.onBeforeCompile = (shader) => {
      shader.uniforms['cell_m'] = { value: gridCell_m(radius_m) };
      shader.uniforms['fadeRadius_m'] = { value: 5 * radius_m };
      shader.uniforms['lineColour'] = this.#line;
      shader.vertexShader = shader.vertexShader
        .replace('void main() {', 'varying vec2 place_m;\nvoid main() {')
        .replace('#include <begin_vertex>', '#include <begin_vertex>\n  place_m = position.xy;');
      shader.fragmentShader = shader.fragmentShader
        .replace('void main() {', `${GRID}\nvoid main() {`)
        .replace('#include <color_fragment>', '#include <color_fragment>\n  drawGrid(diffuseColor);');
    };
  }

  setTheme(theme: SceneTheme): void {
    this.color.copy(theme.ground);
    this.#line.value.copy(theme.gridLine);
  }
}

const GRID = /* glsl */ `
varying vec2 place_m;
uniform float cell_m;
uniform float fadeRadius_m;
uniform vec3 lineColour;

float gridLine(float every_m) {
  vec2 place = place_m / every_m;
  vec2 width = fwidth(place);
  vec2 distance = abs(fract(place - 0.5) - 0.5) / width;
  // Where cells shrink to a pixel the lines merge into grey: fade them first.
  vec2 shown = clamp(1.0 - distance, 0.0, 1.0) * clamp(1.0 - 2.0 * width, 0.0, 1.0);
  return max(shown.x, shown.y);
}

void drawGrid(inout vec4 colour) {
  float line = max(0.22 * gridLine(cell_m), 0.5 * gridLine(5.0 * cell_m));
  colour.rgb = mix(colour.rgb, lineColour, line);
  colour.a *= 1.0 - smoothstep(0.3, 1.0, length(place_m) / fadeRadius_m);
}`;
