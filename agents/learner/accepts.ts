import type { ActionSpec } from '../../contracts/spec.ts';

/** Null if every sub-action is discrete, else why an agent that needs that cannot act here. */
export function continuousReason(action: ActionSpec): string | null {
  const continuous = action.find(({ bins }) => bins === undefined);
  return continuous ? `${continuous.name} is continuous; this agent needs discrete sub-actions` : null;
}

/** Null if every sub-action is continuous, else why an agent that needs that cannot act here. */
export function discreteReason(action: ActionSpec): string | null {
  const discrete = action.find(({ bins }) => bins !== undefined);
  return discrete ? `${discrete.name} is discrete; this agent needs continuous sub-actions` : null;
}
