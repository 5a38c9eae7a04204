/**
 * Scores candidates: Q(s, a) = bias + w · relu(e_s + T x(a)). A NaN in any operand makes Q NaN. Inner loops use locals
 * in place of globals, which V8 would load anew in each round.
 */
import { findPlaces } from './features.as';
import {
  actionTable,
  dimensionCount,
  embeddingBytes,
  firstTwin,
  leadingBins,
  outputBias,
  outputWeights,
  placeRows,
  placeShares,
  proposalCount,
  proposalQ,
  proposals,
  stateEmbedding,
  uniformActions,
  uniformCount,
  uniformQ,
} from './problem.as';
import { blend, multiplyAdd, relu, total } from './simd.as';

/** `proposalQ` [B, N] of the states [first, end): each distinct proposal of a state once. */
export function scoreProposals(first: i32, end: i32): void {
  for (let b = first; b < end; b++) {
    for (let n = 0; n < proposalCount; n++) {
      const i = b * proposalCount + n;
      const twin = load<i32>(firstTwin + (i << 2));
      const value =
        twin == i ? scoreOne(b, proposals + ((i * dimensionCount) << 2)) : load<f32>(proposalQ + (twin << 2));
      store<f32>(proposalQ + (i << 2), value);
    }
  }
}

/** `uniformQ` [B, M] of candidates [B, M, D], each state's own, for the states [first, end). */
export function scoreOwnUniform(first: i32, end: i32): void {
  for (let i = first * uniformCount; i < end * uniformCount; i++) {
    store<f32>(uniformQ + (i << 2), scoreOne(i / uniformCount, uniformActions + ((i * dimensionCount) << 2)));
  }
}

function scoreOne(b: i32, candidate: usize): f32 {
  findPlaces(candidate, actionTable, embeddingBytes);
  const rows = placeRows;
  const shares = placeShares;
  const weights = outputWeights;
  const rowBytes = embeddingBytes;
  const bins = leadingBins << 2;
  const end = dimensionCount << 2;
  const embedding = stateEmbedding + <usize>b * embeddingBytes;
  let sum0 = f32x4.splat(0);
  let sum1 = sum0;
  for (let h: usize = 0; h < rowBytes; h += 64) {
    let x0 = v128.load(embedding + h);
    let x1 = v128.load(embedding + h, 16);
    let x2 = v128.load(embedding + h, 32);
    let x3 = v128.load(embedding + h, 48);
    let d = 0;
    for (; d < bins; d += 4) {
      const row = load<u32>(rows + d) + h;
      x0 = f32x4.add(x0, v128.load(row));
      x1 = f32x4.add(x1, v128.load(row, 16));
      x2 = f32x4.add(x2, v128.load(row, 32));
      x3 = f32x4.add(x3, v128.load(row, 48));
    }
    for (; d < end; d += 4) {
      const row = load<u32>(rows + d) + h;
      const next = row + rowBytes;
      const share = v128.load32_splat(shares + d);
      const rest = f32x4.sub(f32x4.splat(1), share);
      x0 = blend(x0, v128.load(row), rest, v128.load(next), share);
      x1 = blend(x1, v128.load(row, 16), rest, v128.load(next, 16), share);
      x2 = blend(x2, v128.load(row, 32), rest, v128.load(next, 32), share);
      x3 = blend(x3, v128.load(row, 48), rest, v128.load(next, 48), share);
    }
    sum0 = multiplyAdd(relu(x0), v128.load(weights + h), sum0);
    sum1 = multiplyAdd(relu(x1), v128.load(weights + h, 16), sum1);
    sum0 = multiplyAdd(relu(x2), v128.load(weights + h, 32), sum0);
    sum1 = multiplyAdd(relu(x3), v128.load(weights + h, 48), sum1);
  }
  return load<f32>(outputBias) + total(f32x4.add(sum0, sum1));
}
