import type { Rule } from './joint-motion.ts';

export const speedLimit: Rule = ({ limits: { maxSpeed_radps } }) => ({ low: -maxSpeed_radps, high: maxSpeed_radps });
