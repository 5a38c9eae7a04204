import { distance } from 'fastest-levenshtein';
import type { AgentDefinition } from '../contracts/agent.ts';
import { WorkbenchError } from '../contracts/errors.ts';
import { aql } from './aql/aql.ts';
import { d3pg } from './d3pg/d3pg.ts';
import { decqn } from './decqn/decqn.ts';
import { impala } from './impala/impala.ts';
import { qtOpt } from './qt-opt/qt-opt.ts';
import type { Tensor } from './tf.ts';
import { uniformQl } from './uniform-ql/uniform-ql.ts';

/** Every agent, in the order a person sees them. */
export const agents: readonly AgentDefinition<Tensor>[] = [aql, uniformQl, qtOpt, d3pg, decqn, impala];

/** @throws WorkbenchError `unknown-name`, naming the nearest agent. */
export function findAgent(id: string): AgentDefinition<Tensor> {
  const agent = agents.find((candidate) => candidate.id === id);
  if (agent) return agent;
  const [nearest] = agents.map((candidate) => candidate.id).sort((a, b) => distance(a, id) - distance(b, id));
  throw new WorkbenchError('unknown-name', `There is no agent '${id}'.`, `Did you mean '${nearest}'?`);
}
