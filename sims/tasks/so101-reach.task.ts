import { SO101_HOME_rad } from '../arms/so101.ts';
import { defineReachingTask } from './so101-reaching.ts';

/** Start angles lie this far from home at most. */
const SPREAD_rad = 0.2;

export default defineReachingTask({
  id: 'so101-reach',
  title: 'SO-101: reach from home',
  summary: 'From near its home pose, the arm brings its jaw to a point in front of it, and holds it there.',
  training: {
    environmentSteps: 200_000,
    // A little more than the 95 of 100 that is aimed at, since an evaluation is a sample.
    solved: { measure: 'successRate', atLeast: 0.97 },
    // The reward is dense: a short horizon learns fastest.
    agent: { discount: 0.9 },
    // The last centimetre takes ever smaller steps.
    families: { 'q-learning': { nStep: 2, learningRateHalfLife: 2_500 } },
    run: { updatesPerIteration: 6, evaluationEpisodes: 100 },
  },
  drawStart: (random, joint) => SO101_HOME_rad[joint]! + random.between(-SPREAD_rad, SPREAD_rad),
  isTarget: (x, y, z) => x > 0.12 && Math.abs(y) < 0.25 && z > 0.04 && z < 0.3,
});
