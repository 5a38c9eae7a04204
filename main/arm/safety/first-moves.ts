import type { Rule } from './joint-motion.ts';

const FIRST_SPEED_radps = 0.3;
const FIRST_s = 1;
const FULL_AFTER_s = 2;

/** Whatever is commanded first is done slowly: a wrong calibration or command shows before it can hurt. */
export const firstMoves: Rule = ({ limits: { maxSpeed_radps }, sinceTorque_s }) => {
  const first_radps = Math.min(FIRST_SPEED_radps, maxSpeed_radps);
  const share = Math.min(1, Math.max(0, (sinceTorque_s - FIRST_s) / (FULL_AFTER_s - FIRST_s)));
  const high = first_radps + share * (maxSpeed_radps - first_radps);
  return { low: -high, high };
};
