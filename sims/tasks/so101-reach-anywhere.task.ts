import { defineReachingTask } from './so101-reaching.ts';

export default defineReachingTask({
  id: 'so101-reach-anywhere',
  title: 'SO-101: reach from and to anywhere',
  summary: 'From any pose, the arm brings its jaw to any point that it can reach, and holds it there.',
  training: {
    environmentSteps: 2_000_000,
    // A little more than the 90 of 100 that is aimed at, since an evaluation is a sample.
    solved: { measure: 'successRate', atLeast: 0.92 },
    // The way around the base's stops is long: a longer horizon than from home. Starts and targets fill eight
    // dimensions: many episodes.
    agent: { discount: 0.95, replayCapacity: 1_000_000 },
    // A step size that shrinks for the last centimetres.
    families: { 'q-learning': { nStep: 1, learningRateHalfLife: 20_000 } },
    run: { environments: 64, updatesPerIteration: 8, evaluateEverySteps: 80_000, evaluationEpisodes: 200 },
  },
  drawStart: (random, _, low, high) => random.between(low, high),
  // Whatever is free of collision is above the table.
  isTarget: () => true,
});
