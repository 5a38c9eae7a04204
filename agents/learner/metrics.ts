import type { MetricSpec } from '../../contracts/agent.ts';

/** What every learner of a critic reports at every update. */
export const criticMetrics: readonly MetricSpec[] = [
  {
    name: 'tdError',
    title: 'TD error',
    unit: 'return',
    description: 'Mean |target − Q(s, a)| over the batch. Falls as the critic fits; rises when new situations appear.',
  },
  {
    name: 'criticLoss',
    title: 'Critic loss',
    unit: '1',
    description: 'Huber loss of the TD error, weighted by importance when replay is prioritised.',
  },
  {
    name: 'q',
    title: 'Q of replayed actions',
    unit: 'return',
    description: 'Mean Q(s, a) over the batch. Far above any return that is possible, it tells of overestimation.',
  },
];
