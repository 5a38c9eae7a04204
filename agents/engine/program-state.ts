/** @throws RangeError if there is no state of that name. */
export function stateOf<T>(states: ReadonlyMap<string, T>, name: string): T {
  const state = states.get(name);
  if (state) return state;
  throw new RangeError(`The program has no state '${name}', only: ${[...states.keys()].join(', ') || 'none'}.`);
}

/** Overwrites a state. @throws RangeError if `values` has another length. */
export function assignState(name: string, state: Float32Array, values: ArrayLike<number>): void {
  if (values.length !== state.length) {
    throw new RangeError(`State '${name}' holds ${state.length} numbers, not ${values.length}.`);
  }
  state.set(values);
}
