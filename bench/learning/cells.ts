import { findAgent } from '../../agents/index.ts';
import type { RunConfig } from '../../contracts/run.ts';
import { findTask } from '../../sims/tasks/index.ts';
import { composeConfig } from '../../main/lab/index.ts';

/** A line of a table: an agent with what it does otherwise than by default. */
export interface Variant {
  readonly id: string;
  readonly agent: string;
  readonly agentConfig: Readonly<Record<string, unknown>>;
}

/** One training of a campaign. */
export interface Cell {
  readonly variant: Variant;
  readonly task: string;
  readonly seed: number;
}

/** An agent as it is by default. @throws WorkbenchError `unknown-name` */
export const variantOf = (agent: string): Variant => ({ id: findAgent(agent).id, agent, agentConfig: {} });

/** AQL with one option changed. */
export const ablations: readonly Variant[] = Object.entries({
  'aql, gradient of the proposal into the embedding': { proposalShapesEmbedding: true },
  'aql, no entropy bonus': { entropyWeight: 0 },
  'aql, five times the entropy bonus': { entropyWeight: 0.05 },
  'aql, argmax recomputed at s': { proposalArgmax: 'state' },
  'aql, argmax found while acting': { proposalArgmax: 'acted' },
  'aql, prioritised replay': { priorityExponent: 0.6 },
  'aql, LayerNorm in the state branch': { stateNetwork: 'layer-norm' },
  // As wide as SimBa's actor: a block is four times wider inside.
  'aql, SimBa state network': { stateNetwork: 'simba', embeddingUnits: 128 },
  'aql, growing bins': { growEvery: 1_000, startBins: 3 },
}).map(([id, agentConfig]) => ({ id, agent: 'aql', agentConfig }));

/** Environment steps of every training: a comparison of curves needs all of one length. */
const BUDGET: Readonly<Record<string, number>> = { 'so101-reach': 80_000, 'cartpole-swingup': 100_000 };

export function cellName({ variant, task, seed }: Cell): string {
  return `${variant.id} / ${task} / seed ${seed}`;
}

/** @param steps other than the task's budget @throws WorkbenchError `unsupported` if the agent cannot take the task's actions. */
export function cellConfig({ variant, task, seed }: Cell, steps?: number): RunConfig {
  const environmentSteps = steps ?? BUDGET[task] ?? findTask(task).training.environmentSteps;
  const { agent, agentConfig } = variant;
  return composeConfig({ task, agent, agentConfig, seed, environmentSteps, stopWhenSolved: false });
}
