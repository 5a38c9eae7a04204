import { WorkbenchError } from '../contracts/errors.ts';
import { type ActionSpec, actionValue } from '../contracts/spec.ts';

/**
 * Converts an agent's action to physical values.
 * @param action_t [D] a bin index per discrete dimension, a value in [-1, 1] per continuous one.
 * @param values [D] receives the values, in each dimension's unit.
 * @throws WorkbenchError `bad-config`, naming the dimension and the value.
 */
export function decodeAction(spec: ActionSpec, action_t: ArrayLike<number>, values: Float64Array): void {
  if (action_t.length !== spec.length) {
    throw new WorkbenchError(
      'bad-config',
      `An action of this task has ${spec.length} entries, not ${action_t.length}.`,
      `Give one value for each of ${spec.map(({ name }) => name).join(', ')}.`,
    );
  }
  for (let d = 0; d < spec.length; d++) {
    const dimension = spec[d]!;
    const action = action_t[d]!;
    const valid =
      dimension.bins === undefined
        ? action >= -1 && action <= 1
        : Number.isInteger(action) && action >= 0 && action < dimension.bins;
    if (!valid) {
      const choices =
        dimension.bins === undefined ? 'a number from -1 to 1' : `an integer from 0 to ${dimension.bins - 1}`;
      throw new WorkbenchError('bad-config', `Action '${dimension.name}' cannot be ${action}.`, `Give ${choices}.`);
    }
    values[d] = actionValue(dimension, action);
  }
}
