import { WorkbenchError } from '../../contracts/errors.ts';
import { initialParameters } from '../../agents/nets/parameters.ts';
import type { Checkpoint } from '../runs/checkpoint-folder.ts';
import { loadBest, loadCheckpoint } from '../runs/checkpoints.ts';
import type { Run } from '../runs/run.ts';
import { policyParameters } from './checkpoint.ts';
import { makePlan } from './plan.ts';
import { streams } from './streams.ts';

/** An agent's parameters [P], and how much of its training they have behind them. */
export interface Policy {
  readonly environmentSteps: number;
  readonly parameters: Float32Array;
}

/**
 * The parameters [P] of a run's policy: of its best evaluation, or the newest where there was none yet or that is asked
 * for.
 * @throws WorkbenchError `unknown-name` if the run has not saved any, `damaged` if none can be read.
 */
export function loadPolicy(run: Run, which: 'best' | 'latest'): Float32Array {
  return savedPolicy(run, which).parameters;
}

/** As `loadPolicy`, with how far it was trained. */
export function savedPolicy(run: Run, which: 'best' | 'latest'): Policy {
  const loaded = (which === 'best' ? loadBest(run) : null) ?? loadCheckpoint(run);
  if (loaded) return policyOf(loaded.checkpoint);
  throw new WorkbenchError('unknown-name', `Run ${run.id} has no policy yet.`, 'Train it until its first checkpoint.');
}

/** The policy of a run as it was saved last, or as it begins. @throws WorkbenchError `damaged` */
export function newestPolicy(run: Run): Policy {
  const loaded = loadCheckpoint(run);
  if (loaded) return policyOf(loaded.checkpoint);
  const { config, agent, agentConfig, space } = makePlan(run.record.config);
  const parameters = initialParameters(agent.parameters(agentConfig, space), streams.parameters(config.seed));
  return { environmentSteps: 0, parameters };
}

function policyOf(checkpoint: Checkpoint): Policy {
  return { environmentSteps: checkpoint.environmentSteps, parameters: policyParameters(checkpoint) };
}
