import { speedToStopWithin } from './braking.ts';
import type { Rule } from './joint-motion.ts';

/**
 * A servo pushes the harder the further its goal is ahead: a goal never leads its joint by more than `maxLead_rad`. Where
 * the joint is pushed away, the goal waits. (The servo's own limit of torque is set when it is armed.)
 */
export const torqueLimit: Rule = ({ motion, limits, tick_s }) => {
  const lead_rad = motion.goal_rad - motion.measured_rad;
  const { maxLead_rad, maxAcceleration_radps2 } = limits;
  return {
    low: -speedToStopWithin(maxLead_rad + lead_rad, maxAcceleration_radps2, tick_s),
    high: speedToStopWithin(maxLead_rad - lead_rad, maxAcceleration_radps2, tick_s),
  };
};
