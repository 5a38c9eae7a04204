import { BackSide, type Color, type IUniform, ShaderMaterial, type Vector2 } from 'three';

/** What all ghosts share: where the robot is seen now, how far is far, and the canvas's size. */
export interface SharedUniforms {
  readonly robotPositions: IUniform<Float32Array>;
  readonly robotQuaternions: IUniform<Float32Array>;
  readonly apart_m: IUniform<number>;
  readonly canvas_px: IUniform<Vector2>;
}

/** One ghost's: the poses of its bodies, flat, and its looks. */
export interface GhostUniforms {
  readonly positions: IUniform<Float32Array>;
  readonly quaternions: IUniform<Float32Array>;
  readonly colour: IUniform<Color>;
  readonly opacity: IUniform<number>;
  readonly outlineColour: IUniform<Color>;
  readonly outline_px: IUniform<number>;
}

export type GhostPass = 'depth' | 'outline' | 'surface';

/**
 * A ghost is drawn three times: its depth, so that only its front is seen, however its parts overlap; its outline, the
 * back faces moved outwards; and its translucent surface. It fades where it coincides with the robot, out of which it
 * so seems to grow.
 * @param bodies number of the robot's bodies.
 */
export function ghostMaterial(
  pass: GhostPass,
  bodies: number,
  uniforms: SharedUniforms & GhostUniforms,
): ShaderMaterial {
  const material = new ShaderMaterial({
    uniforms: uniforms as unknown as Record<string, IUniform>,
    defines: { BODIES: bodies, [pass.toUpperCase()]: '' },
    vertexShader,
    fragmentShader,
    transparent: true,
    depthWrite: pass === 'depth',
    colorWrite: pass !== 'depth',
    // Just behind the robot's surface where the two coincide.
    polygonOffset: true,
    polygonOffsetFactor: pass === 'surface' ? 1 : 1.5,
    polygonOffsetUnits: pass === 'surface' ? 1 : 2,
    toneMapped: false,
  });
  if (pass === 'outline') material.side = BackSide;
  return material;
}

const vertexShader = /* glsl */ `
attribute float body;
uniform vec3 positions[BODIES];
uniform vec4 quaternions[BODIES];
uniform vec3 robotPositions[BODIES];
uniform vec4 robotQuaternions[BODIES];
uniform float apart_m;
uniform float outline_px;
uniform vec2 canvas_px;
varying float apart;
varying vec3 normal_view;
varying vec3 place_view;

vec3 rotate(vec4 q, vec3 v) {
  return v + 2.0 * cross(q.xyz, cross(q.xyz, v) + q.w * v);
}

void main() {
  int index = int(body + 0.5);
  vec3 place = positions[index] + rotate(quaternions[index], position);
  vec3 robotPlace = robotPositions[index] + rotate(robotQuaternions[index], position);
  apart = smoothstep(0.15 * apart_m, apart_m, distance(place, robotPlace));
  normal_view = mat3(viewMatrix) * rotate(quaternions[index], normal);
  vec4 view = viewMatrix * vec4(place, 1.0);
  place_view = view.xyz;
  gl_Position = projectionMatrix * view;
#ifdef OUTLINE
  vec2 outward = normalize((projectionMatrix * vec4(normal_view, 0.0)).xy + 1e-6);
  gl_Position.xy += outward * outline_px * 2.0 / canvas_px * gl_Position.w;
#endif
}`;

const fragmentShader = /* glsl */ `
uniform vec3 colour;
uniform vec3 outlineColour;
uniform float opacity;
varying float apart;
varying vec3 normal_view;
varying vec3 place_view;

void main() {
  if (apart < 0.02) discard;
#ifdef OUTLINE
  gl_FragColor = vec4(outlineColour, min(1.0, 1.6 * opacity) * apart);
#else
  vec3 normal = normalize(normal_view);
  float facing = abs(dot(normal, normalize(place_view)));
  float light = 0.5 + 0.5 * dot(normal, normalize(vec3(-0.3, 0.8, 0.5)));
  float rim = pow(1.0 - facing, 2.5);
  gl_FragColor = vec4(colour * mix(0.72, 1.08, light), opacity * apart * mix(0.72, 1.0, rim));
#endif
  #include <colorspace_fragment>
}`;
