/**
 * Scores the uniform candidates that all states share: embedded once, then a tile of states and candidates at a time.
 */
import { findPlaces, rowOf, shareOf } from './features.as';
import {
  actionTable,
  dimensionCount,
  embeddingBytes,
  leadingBins,
  outputBias,
  outputWeights,
  stateEmbedding,
  uniformActions,
  uniformCount,
  uniformEmbedding,
  uniformQ,
} from './problem.as';
import { blend, multiplyAdd, relu, total } from './simd.as';

/** `uniformEmbedding` [M, H] of candidates [M, D] that all states share. */
export function embedSharedUniform(): void {
  for (let m = 0; m < uniformCount; m++) {
    findPlaces(uniformActions + ((m * dimensionCount) << 2), actionTable, embeddingBytes);
    const out = uniformEmbedding + <usize>m * embeddingBytes;
    for (let h: usize = 0; h < embeddingBytes; h += 16) v128.store(out + h, embedFour(h));
  }
}

/** T x(a), of four units from byte h of the rows on. */
function embedFour(h: usize): v128 {
  let x = f32x4.splat(0);
  let d = 0;
  for (; d < leadingBins; d++) x = f32x4.add(x, v128.load(rowOf(d) + h));
  for (; d < dimensionCount; d++) {
    const row = rowOf(d) + h;
    const rest = f32x4.splat(1 - shareOf(d));
    x = blend(x, v128.load(row), rest, v128.load(row + embeddingBytes), f32x4.splat(shareOf(d)));
  }
  return x;
}

/** `uniformQ` [B, M] of the shared candidates for the states [first, end), in tiles of 4 × 2. */
export function scoreSharedUniform(first: i32, end: i32): void {
  for (let b = first; b < end; b += 4) {
    for (let m = 0; m < uniformCount; m += 2) scoreTile(b, m, end - 1);
  }
}

/** A tile at the edge computes its last row several times rather than another one's. */
function scoreTile(b: i32, m: i32, lastState: i32): void {
  const b1 = min(b + 1, lastState);
  const b2 = min(b + 2, lastState);
  const b3 = min(b + 3, lastState);
  const m1 = min(m + 1, uniformCount - 1);
  const e0 = stateEmbedding + <usize>b * embeddingBytes;
  const e1 = stateEmbedding + <usize>b1 * embeddingBytes;
  const e2 = stateEmbedding + <usize>b2 * embeddingBytes;
  const e3 = stateEmbedding + <usize>b3 * embeddingBytes;
  const a0 = uniformEmbedding + <usize>m * embeddingBytes;
  const a1 = uniformEmbedding + <usize>m1 * embeddingBytes;
  const weights = outputWeights;
  const rowBytes = embeddingBytes;
  const zero = f32x4.splat(0);
  let s00 = zero;
  let s01 = zero;
  let s10 = zero;
  let s11 = zero;
  let s20 = zero;
  let s21 = zero;
  let s30 = zero;
  let s31 = zero;
  for (let h: usize = 0; h < rowBytes; h += 16) {
    const w = v128.load(weights + h);
    const u0 = v128.load(a0 + h);
    const u1 = v128.load(a1 + h);
    let e = v128.load(e0 + h);
    s00 = multiplyAdd(relu(f32x4.add(e, u0)), w, s00);
    s01 = multiplyAdd(relu(f32x4.add(e, u1)), w, s01);
    e = v128.load(e1 + h);
    s10 = multiplyAdd(relu(f32x4.add(e, u0)), w, s10);
    s11 = multiplyAdd(relu(f32x4.add(e, u1)), w, s11);
    e = v128.load(e2 + h);
    s20 = multiplyAdd(relu(f32x4.add(e, u0)), w, s20);
    s21 = multiplyAdd(relu(f32x4.add(e, u1)), w, s21);
    e = v128.load(e3 + h);
    s30 = multiplyAdd(relu(f32x4.add(e, u0)), w, s30);
    s31 = multiplyAdd(relu(f32x4.add(e, u1)), w, s31);
  }
  storeQ(b, m, s00);
  storeQ(b, m1, s01);
  storeQ(b1, m, s10);
  storeQ(b1, m1, s11);
  storeQ(b2, m, s20);
  storeQ(b2, m1, s21);
  storeQ(b3, m, s30);
  storeQ(b3, m1, s31);
}

function storeQ(b: i32, m: i32, sum: v128): void {
  store<f32>(uniformQ + ((b * uniformCount + m) << 2), load<f32>(outputBias) + total(sum));
}
