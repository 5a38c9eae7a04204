type Row = readonly number[];
type Vector = readonly [number, number, number];

/** Near a singular pose the arm falls behind rather than races, m/rad. */
const DAMPING_m = 0.03;

/**
 * Joint speeds that move the tool as wished: q̇ = Jᵀ (J Jᵀ + λ² I)⁻¹ v (Wampler 1986; Nakamura & Hanafusa 1986).
 * @param jacobian m/rad: rows x, y, z, each [joints]
 * @returns rad/s, [joints]
 */
export function dampedLeastSquares(jacobian: readonly [Row, Row, Row], velocity_mps: Vector): number[] {
  const dot = (a: Row, b: Row) => a.reduce((sum, value, j) => sum + value * b[j]!, 0);
  const gram = jacobian.map((a, i) => jacobian.map((b, k) => dot(a, b) + (i === k ? DAMPING_m ** 2 : 0)));
  const force = solve3(gram as [number[], number[], number[]], velocity_mps);
  return jacobian[0].map(
    (_, j) => force[0] * jacobian[0][j]! + force[1] * jacobian[1][j]! + force[2] * jacobian[2][j]!,
  );
}

/** Cramer's rule; the damping keeps the matrix from being singular. */
function solve3([a, b, c]: [number[], number[], number[]], v: Vector): [number, number, number] {
  const determinant = triple(a, b, c);
  // The matrix is symmetric, so its rows are its columns.
  return [triple(v, b, c) / determinant, triple(a, v, c) / determinant, triple(a, b, v) / determinant];
}

/** a · (b × c). */
function triple(a: Row, b: Row, c: Row): number {
  const [a0, a1, a2] = a as [number, number, number];
  const [b0, b1, b2] = b as [number, number, number];
  const [c0, c1, c2] = c as [number, number, number];
  return a0 * (b1 * c2 - b2 * c1) + a1 * (b2 * c0 - b0 * c2) + a2 * (b0 * c1 - b1 * c0);
}
