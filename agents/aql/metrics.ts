import type { MetricSpec } from '../../contracts/agent.ts';
import { criticMetrics } from '../learner/metrics.ts';

/** What AQL's learner reports at every update. */
export const aqlMetrics: readonly MetricSpec[] = [
  ...criticMetrics,
  {
    name: 'proposalMax',
    title: 'Best proposed Q',
    unit: 'return',
    description: "Mean over the batch of the best Q among the N candidates from the proposal, at s'.",
  },
  {
    name: 'uniformMax',
    title: 'Best uniform Q',
    unit: 'return',
    description: "Mean over the batch of the best Q among the M uniform candidates, at s'.",
  },
  {
    name: 'maxGap',
    title: 'Gap of the maxima',
    unit: 'return',
    description: 'Best proposed Q less best uniform Q: what the learned proposal adds to uniform search.',
  },
  {
    name: 'proposalNll',
    title: 'Proposal NLL',
    unit: 'nat',
    description:
      'Mean −log mu(a*|s): how surprised the proposal is by the bins of the best candidate, or by the twentieths of a continuous range. Uniform guessing gives Σ log K.',
  },
  {
    name: 'proposalEntropy',
    title: 'Proposal entropy',
    unit: 'nat',
    description: 'Mean entropy of mu along a*, summed over sub-actions. Near 0 the proposal has committed itself.',
  },
];
