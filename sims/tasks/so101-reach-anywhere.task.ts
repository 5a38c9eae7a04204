import { defineReachingTask } from './so101-reaching.ts';

export default defineReachingTask({
  id: 'so101-reach-anywhere',
  title: 'SO-101: reach from and to anywhere',
  summary: 'From any pose, the arm brings its jaw to any point that it can reach, and holds it there.',
  training: {
    environmentSteps: 600_000,
    solved: { measure: 'successRate', atLeast: 0.9 },
    agent: { discount: 0.9, nStep: 2 },
  },
  drawStart: (random, _, low, high) => random.between(low, high),
  // Whatever is free of collision is above the table.
  isTarget: () => true,
});
