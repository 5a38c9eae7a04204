/** The pose with another angle of one joint. */
export function withJoint(pose_rad: readonly number[], joint: number, angle_rad: number): number[] {
  return pose_rad.map((angle, j) => (j === joint ? angle_rad : angle));
}
