import type { Source } from './source.ts';

/** Brakes and stands still. */
export const brake: Source = { mode: 'hold', isCommanded: false, wish: () => null };

/** Goes back to a pose and stays: where a joint pushes against something, to where it is, so that it pushes no more. */
export function holdAt(goals_rad: readonly number[]): Source {
  return { mode: 'hold', isCommanded: false, wish: () => ({ goals_rad }) };
}
