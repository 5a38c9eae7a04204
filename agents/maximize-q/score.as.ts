/** Scores candidates: Q(s, a) = bias + w · relu(e_s + Σ_d T_d[a_d]). A NaN in any operand makes Q NaN. */
import {
  actionTable,
  dimensionCount,
  embeddingBytes,
  firstRows,
  firstTwin,
  outputBias,
  outputWeights,
  proposalCount,
  proposalQ,
  proposals,
  rowAddresses,
  stateCount,
  stateEmbedding,
  uniformActions,
  uniformCount,
  uniformEmbedding,
  uniformQ,
} from './problem.as';
import { multiplyAdd, relu, total } from './simd.as';

/** `proposalQ` [B, N]: each distinct proposal of a state once. */
export function scoreProposals(): void {
  for (let b = 0; b < stateCount; b++) {
    for (let n = 0; n < proposalCount; n++) {
      const i = b * proposalCount + n;
      const twin = load<i32>(firstTwin + (i << 2));
      const value =
        twin == i ? scoreOne(b, proposals + ((i * dimensionCount) << 2)) : load<f32>(proposalQ + (twin << 2));
      store<f32>(proposalQ + (i << 2), value);
    }
  }
}

/** `uniformQ` [B, M] of candidates [B, M, D], each state's own. */
export function scoreOwnUniform(): void {
  for (let i = 0; i < stateCount * uniformCount; i++) {
    store<f32>(uniformQ + (i << 2), scoreOne(i / uniformCount, uniformActions + ((i * dimensionCount) << 2)));
  }
}

/** `uniformQ` [B, M] of candidates [M, D] shared by the batch: embedded once, then scored in tiles of 4 × 2. */
export function scoreSharedUniform(): void {
  for (let m = 0; m < uniformCount; m++) {
    embed(uniformActions + ((m * dimensionCount) << 2), uniformEmbedding + <usize>m * embeddingBytes);
  }
  // A tile at the edge computes its last row several times rather than read past the end.
  for (let b = 0; b < stateCount; b += 4) {
    for (let m = 0; m < uniformCount; m += 2) scoreTile(b, m);
  }
}

function scoreTile(b: i32, m: i32): void {
  const b1 = min(b + 1, stateCount - 1);
  const b2 = min(b + 2, stateCount - 1);
  const b3 = min(b + 3, stateCount - 1);
  const m1 = min(m + 1, uniformCount - 1);
  const e0 = stateEmbedding + <usize>b * embeddingBytes;
  const e1 = stateEmbedding + <usize>b1 * embeddingBytes;
  const e2 = stateEmbedding + <usize>b2 * embeddingBytes;
  const e3 = stateEmbedding + <usize>b3 * embeddingBytes;
  const a0 = uniformEmbedding + <usize>m * embeddingBytes;
  const a1 = uniformEmbedding + <usize>m1 * embeddingBytes;
  const zero = f32x4.splat(0);
  let s00 = zero;
  let s01 = zero;
  let s10 = zero;
  let s11 = zero;
  let s20 = zero;
  let s21 = zero;
  let s30 = zero;
  let s31 = zero;
  for (let h: usize = 0; h < embeddingBytes; h += 16) {
    const w = v128.load(outputWeights + h);
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

/** The action embedding Σ_d T_d[a_d]. */
function embed(candidate: usize, out: usize): void {
  findRows(candidate);
  for (let h: usize = 0; h < embeddingBytes; h += 16) {
    let sum = f32x4.splat(0);
    for (let d = 0; d < dimensionCount; d++) sum = f32x4.add(sum, v128.load(load<usize>(rowAddresses + (d << 2)) + h));
    v128.store(out + h, sum);
  }
}

function scoreOne(b: i32, candidate: usize): f32 {
  findRows(candidate);
  const embedding = stateEmbedding + <usize>b * embeddingBytes;
  let sum0 = f32x4.splat(0);
  let sum1 = sum0;
  let h: usize = 0;
  for (; h + 64 <= embeddingBytes; h += 64) {
    let x0 = v128.load(embedding + h);
    let x1 = v128.load(embedding + h, 16);
    let x2 = v128.load(embedding + h, 32);
    let x3 = v128.load(embedding + h, 48);
    for (let d = 0; d < dimensionCount; d++) {
      const row = load<usize>(rowAddresses + (d << 2)) + h;
      x0 = f32x4.add(x0, v128.load(row));
      x1 = f32x4.add(x1, v128.load(row, 16));
      x2 = f32x4.add(x2, v128.load(row, 32));
      x3 = f32x4.add(x3, v128.load(row, 48));
    }
    sum0 = multiplyAdd(relu(x0), v128.load(outputWeights + h), sum0);
    sum1 = multiplyAdd(relu(x1), v128.load(outputWeights + h, 16), sum1);
    sum0 = multiplyAdd(relu(x2), v128.load(outputWeights + h, 32), sum0);
    sum1 = multiplyAdd(relu(x3), v128.load(outputWeights + h, 48), sum1);
  }
  for (; h < embeddingBytes; h += 16) {
    let x = v128.load(embedding + h);
    for (let d = 0; d < dimensionCount; d++) x = f32x4.add(x, v128.load(load<usize>(rowAddresses + (d << 2)) + h));
    sum0 = multiplyAdd(relu(x), v128.load(outputWeights + h), sum0);
  }
  return load<f32>(outputBias) + total(f32x4.add(sum0, sum1));
}

function findRows(candidate: usize): void {
  for (let d = 0; d < dimensionCount; d++) {
    const row = load<i32>(firstRows + (d << 2)) + load<i32>(candidate + (d << 2));
    store<usize>(rowAddresses + (d << 2), actionTable + <usize>row * embeddingBytes);
  }
}
