/**
 * D3PG: distributed deep deterministic policy gradients, as Van de Wiele et al. 2020 (arXiv 2001.08116) compare AQL with
 * it: DDPG (Lillicrap et al. 2016, arXiv 1509.02971) with n-step returns and many actors (Barth-Maron et al. 2018).
 *
 * An actor climbs the critic's slope; the critic is trained by the actor's own actions. Continuous sub-actions alone.
 */
import { defineAgent } from '../../contracts/agent.ts';
import { discreteReason } from '../learner/accepts.ts';
import { criticMetrics } from '../learner/metrics.ts';
import { copyingSchedule, replaySettings } from '../learner/settings.ts';
import { initialLearnerState } from '../learner/state.ts';
import type * as tf from '../tf.ts';
import { act } from './act.ts';
import { d3pgConfig } from './config.ts';
import { learn } from './learn.ts';
import { parameterSpecs } from './networks.ts';

export const d3pg = defineAgent<tf.Tensor, typeof d3pgConfig>({
  id: 'd3pg',
  title: 'Distributed DDPG',
  summary: 'Deterministic policy gradients: an actor that climbs the slope of its critic. Continuous actions only.',
  paper: { title: 'Continuous control with deep reinforcement learning', url: 'https://arxiv.org/abs/1509.02971' },
  family: 'policy-gradient',
  config: d3pgConfig,
  metrics: [
    ...criticMetrics,
    {
      name: 'actorQ',
      title: "Q of the actor's actions",
      unit: 'return',
      description:
        "Mean Q(s, pi(s)) over the batch. Well above Q of replayed actions, the actor exploits the critic's errors.",
    },
    {
      name: 'actionSlope',
      title: 'Slope of Q',
      unit: 'return',
      description: "Mean norm of dQ/da at the actor's actions, clipped. Near 0 the actor has found a summit.",
    },
  ],
  accepts: discreteReason,
  parameters: parameterSpecs,
  initialState: initialLearnerState,
  // Noise on its actions is all of its exploration.
  exploration: () => 0,
  replay: replaySettings,
  hyperparameters: copyingSchedule,
  act,
  learn,
});
