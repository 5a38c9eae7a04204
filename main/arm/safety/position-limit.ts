import { speedToStopWithin } from './braking.ts';
import type { Rule } from './joint-motion.ts';

/** A goal stays within the joint's limits: it is never faster than it can stop before them. Outside, it may only return. */
export const positionLimit: Rule = ({ motion, limits, tick_s }) => {
  const { low_rad, high_rad, maxAcceleration_radps2 } = limits;
  return {
    low: -speedToStopWithin(motion.goal_rad - low_rad, maxAcceleration_radps2, tick_s),
    high: speedToStopWithin(high_rad - motion.goal_rad, maxAcceleration_radps2, tick_s),
  };
};
