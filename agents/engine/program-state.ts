/** @throws RangeError if there is no state of that name. */
export function stateOf<T>(states: ReadonlyMap<string, T>, name: string): T {
  const state = states.get(name);
  if (state) return state;
  throw new RangeError(`The program has no state '${name}', only: ${[...states.keys()].join(', ') || 'none'}.`);
}

/** @throws RangeError if `values` are not as many as the state holds. */
export function requireLength(name: string, length: number, values: ArrayLike<number>): void {
  if (values.length === length) return;
  throw new RangeError(`State '${name}' holds ${length} numbers, not ${values.length}.`);
}
