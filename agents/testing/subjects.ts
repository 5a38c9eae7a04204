import type { ActionSpec } from '../../contracts/spec.ts';
import { agents } from '../index.ts';
import { smallConfig } from './small-config.ts';
import { continuousActions, discreteActions } from './spaces.ts';

export const spaces: Readonly<Record<string, ActionSpec>> = {
  discrete: discreteActions([2, 4, 3]),
  continuous: continuousActions(2),
  hybrid: [...discreteActions([3]), ...continuousActions(2)],
};
/** Other ways to run an agent than by default, for those that have these fields. */
const options: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'layer-norm': { stateNetwork: 'layer-norm' },
  simba: { stateNetwork: 'simba' },
  'growing bins': { growEvery: 2, startBins: 2, epsilon: 0.5 },
};
/** Every agent in each space that it accepts, and with each option that it has. */
export const subjects = agents.flatMap((agent) => {
  const accepted = Object.entries(spaces).filter(([, action]) => agent.accepts(action) === null);
  const subjectOf = (kind: string, action: ActionSpec, option = 'default', fields = {}) => ({
    id: agent.id,
    kind,
    option,
    agent,
    space: { observationSize: 3, action },
    config: smallConfig(agent, fields),
  });
  const [widestKind, widest] = accepted.at(-1)!;
  const own = Object.entries(options).filter(([, fields]) =>
    Object.keys(fields).every((name) => name in agent.config.shape),
  );
  return [
    ...accepted.map(([kind, action]) => subjectOf(kind, action)),
    ...own.map(([option, fields]) => subjectOf(widestKind, widest, option, fields)),
  ];
});
