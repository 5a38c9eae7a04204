/**
 * The fused operation `maximizeQ`, in AssemblyScript on 128-bit SIMD. The host (`fused.ts`) sets the globals of
 * `problem.as.ts`, then runs: pad rows if need be, pack the heads, sample, score, select.
 */
export * from './problem.as';
export { packHeads } from './heads.as';
export { sampleProposals } from './tree.as';
export { scoreOwnUniform, scoreProposals, scoreSharedUniform } from './score.as';
export { selectBest } from './select.as';

/** Copies rows of `bytes` each to rows `stride` bytes apart. */
export function padRows(source: usize, target: usize, rows: i32, bytes: usize, stride: usize): void {
  for (let i: usize = 0; i < <usize>rows; i++) memory.copy(target + i * stride, source + i * bytes, bytes);
}
