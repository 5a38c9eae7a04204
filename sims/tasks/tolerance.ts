/**
 * Soft equalities for smooth rewards (Tassa et al. 2018, DeepMind Control Suite, "tolerance"): 1 at x = 0, falling off
 * with |x|, at the distance `margin` > 0 to the value given.
 */

/** Gaussian: 0.1 at the margin, never quite 0. */
export function gaussianTolerance(x: number, margin: number): number {
  return 0.1 ** ((x / margin) ** 2);
}

/** Parabola: 0 at the margin and beyond. */
export function quadraticTolerance(x: number, margin: number): number {
  return Math.max(0, 1 - (x / margin) ** 2);
}
