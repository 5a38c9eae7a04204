import type { Rule } from './joint-motion.ts';

export const accelerationLimit: Rule = ({ motion, limits, tick_s }) => {
  const change_radps = limits.maxAcceleration_radps2 * tick_s;
  return { low: motion.speed_radps - change_radps, high: motion.speed_radps + change_radps };
};
