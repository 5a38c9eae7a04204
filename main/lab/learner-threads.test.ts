import { expect, it } from 'vitest';
import { learnerThreads } from './learner-threads.ts';

it.each([
  { cores: 1, simulationThreads: 1, threads: 1 },
  { cores: 2, simulationThreads: 1, threads: 1 },
  { cores: 3, simulationThreads: 1, threads: 2 },
  { cores: 4, simulationThreads: 4, threads: 1 },
  { cores: 16, simulationThreads: 4, threads: 2 },
])(
  'of $cores cores, with $simulationThreads threads simulating, the learner takes $threads',
  ({ cores, simulationThreads, threads }) => {
    expect(learnerThreads(simulationThreads, cores)).toBe(threads);
  },
);
