import type { MetricSpec } from '../../contracts/agent.ts';

/** What IMPALA's learner reports at every update. */
export const impalaMetrics: readonly MetricSpec[] = [
  {
    name: 'tdError',
    title: 'Value error',
    unit: 'return',
    description: "Mean |v − V(s)| over the batch, v being V-trace's target. Falls as the values fit.",
  },
  {
    name: 'valueLoss',
    title: 'Value loss',
    unit: '1',
    description: 'Half the mean square of the value error.',
  },
  {
    name: 'value',
    title: 'State value',
    unit: 'return',
    description: 'Mean V(s) over the batch: the return that the policy, exploring, expects.',
  },
  {
    name: 'policyEntropy',
    title: 'Policy entropy',
    unit: 'nat',
    description:
      'Mean entropy of the policy, summed over sub-actions; of continuous ones before tanh. A uniform policy over bins has Σ log K; where it falls fast, exploration ends early.',
  },
  {
    name: 'gradientNorm',
    title: 'Gradient norm',
    unit: '1',
    description: 'Norm of the gradient before it is clipped.',
  },
  {
    name: 'clippedShare',
    title: 'Clipped ratios',
    unit: '1',
    description: 'Share of the steps whose importance ratio pi/mu exceeds rho-bar, and is clipped.',
  },
  {
    name: 'logRatio',
    title: 'Policy lag',
    unit: 'nat',
    description: 'Mean |log pi(a|s) − log mu(a|s)|: how far the policy has moved since it acted. 0 is on policy.',
  },
];
