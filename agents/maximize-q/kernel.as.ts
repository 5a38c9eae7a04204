/**
 * The fused operation `maximizeQ`, in AssemblyScript on 128-bit SIMD. The host (`instance.ts`) sets the globals of
 * `problem.as.ts`. A run first pads rows if need be and prepares what all states share, then samples, scores and selects
 * for ranges of states. Each thread has an instance with scratch of its own; all else lies in memory that they share.
 */
import { packHeads } from './heads.as';
import { ownStride, proposalCount } from './problem.as';
import { embedSharedUniform, scoreSharedUniform } from './score-shared.as';
import { scoreOwnUniform, scoreProposals } from './score.as';
import { selectBest } from './select.as';
import { sampleProposals } from './tree.as';
export * from './problem.as';
export { selectBest as select };

/** Copies rows of `bytes` each to rows `stride` bytes apart. */
export function padRows(source: usize, target: usize, rows: i32, bytes: usize, stride: usize): void {
  for (let i: usize = 0; i < <usize>rows; i++) memory.copy(target + i * stride, source + i * bytes, bytes);
}

/** Arranges what all states share. */
export function prepare(): void {
  if (proposalCount > 0) packHeads();
  if (ownStride == 0) embedSharedUniform();
}

export function sample(first: i32, end: i32): void {
  if (proposalCount > 0) sampleProposals(first, end);
}

export function score(first: i32, end: i32): void {
  if (proposalCount > 0) scoreProposals(first, end);
  if (ownStride > 0) scoreOwnUniform(first, end);
  else scoreSharedUniform(first, end);
}

/** Finds the best action of the states [first, end). */
export function search(first: i32, end: i32): void {
  sample(first, end);
  score(first, end);
  selectBest(first, end);
}
