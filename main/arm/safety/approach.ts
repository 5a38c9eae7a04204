import type { Rule } from './joint-motion.ts';

/** Near an obstacle that the twin sees ahead, every joint is slower. */
export const approach: Rule = ({ limits: { maxSpeed_radps }, speedShare }) => ({
  low: -speedShare * maxSpeed_radps,
  high: speedShare * maxSpeed_radps,
});
