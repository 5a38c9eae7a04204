/** The SO-101's joints from base to wrist, as `so101.xml` names them and their servos. */
export const SO101_ARM_JOINTS = ['shoulder_pan', 'shoulder_lift', 'elbow_flex', 'wrist_flex', 'wrist_roll'] as const;

/** The joint, and servo, that opens the jaw. */
export const SO101_JAW_JOINT = 'gripper';

/** A pose to start from, rad: folded back, the tool 0.16 m above the table and pointing down and forward. */
export const SO101_HOME_rad = [0, -0.8, 0.6, 0.7, 0] as const;

/** The jaw's angle when it is shut, just clear of the fixed one. */
export const SO101_JAW_SHUT_rad = -0.165;
