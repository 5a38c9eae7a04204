/** The proposal's heads, for eight nodes at a time: logits, and the running sums of their softmax. */
import {
  binCounts,
  cumulative,
  dimensionCount,
  firstPaddedBins,
  firstRows,
  headBias,
  headWeights,
  hidden,
  hiddenBytes,
  hiddenSize,
  packedBias,
  packedWeights,
  rowCount,
} from './problem.as';
import { exp } from './exp.as';

/** Nodes whose logits are computed together. */
export const TILE: i32 = 8;

export function paddedBins(d: i32): i32 {
  return (load<i32>(binCounts + (d << 2)) + 3) & ~3;
}

/** Rearranges the heads' weights so that a tile reads them in order. */
export function packHeads(): void {
  for (let d = 0; d < dimensionCount; d++) {
    const bins = load<i32>(binCounts + (d << 2));
    const row = load<i32>(firstRows + (d << 2));
    const first = load<i32>(firstPaddedBins + (d << 2));
    const weights = packedWeights + <usize>first * hiddenBytes;
    for (let k = 0; k < paddedBins(d); k++) {
      const bias = k < bins ? load<f32>(headBias + ((row + k) << 2)) : -Infinity;
      store<f32>(packedBias + ((first + k) << 2), <f32>bias);
    }
    for (let p = 0; p < hiddenSize; p++) {
      for (let k = 0; k < bins; k++) {
        const weight = load<f32>(headWeights + ((p * rowCount + row + k) << 2));
        store<f32>(weights + <usize>(k >> 2) * hiddenBytes * 4 + <usize>(p * 16 + (k & 3) * 4), weight);
      }
    }
  }
}

/** Logits of dimension d of the tile: `cumulative` [8, padded bins] = `hidden` [8, P] · weights + bias. */
export function computeLogits(d: i32): void {
  const first = <usize>load<i32>(firstPaddedBins + (d << 2));
  const rowBytes = (<usize>paddedBins(d)) << 2;
  const h0 = hidden;
  const h1 = h0 + hiddenBytes;
  const h2 = h1 + hiddenBytes;
  const h3 = h2 + hiddenBytes;
  const h4 = h3 + hiddenBytes;
  const h5 = h4 + hiddenBytes;
  const h6 = h5 + hiddenBytes;
  const h7 = h6 + hiddenBytes;
  let weights = packedWeights + first * hiddenBytes;
  for (let k: usize = 0; k < rowBytes; k += 16) {
    let s0 = v128.load(packedBias + (first << 2) + k);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    for (let p: usize = 0; p < hiddenBytes; p += 4) {
      const w = v128.load(weights);
      weights += 16;
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(h0 + p), w));
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(h1 + p), w));
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(h2 + p), w));
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(h3 + p), w));
      s4 = f32x4.add(s4, f32x4.mul(v128.load32_splat(h4 + p), w));
      s5 = f32x4.add(s5, f32x4.mul(v128.load32_splat(h5 + p), w));
      s6 = f32x4.add(s6, f32x4.mul(v128.load32_splat(h6 + p), w));
      s7 = f32x4.add(s7, f32x4.mul(v128.load32_splat(h7 + p), w));
    }
    let out = cumulative + k;
    v128.store(out, s0);
    v128.store((out += rowBytes), s1);
    v128.store((out += rowBytes), s2);
    v128.store((out += rowBytes), s3);
    v128.store((out += rowBytes), s4);
    v128.store((out += rowBytes), s5);
    v128.store((out += rowBytes), s6);
    v128.store((out += rowBytes), s7);
  }
}

/** Replaces one row of logits by the running sums of exp(logit - max): the CDF times its total. */
export function cumulate(row: usize, rowBytes: usize): void {
  let top = v128.load(row);
  for (let k: usize = 16; k < rowBytes; k += 16) top = f32x4.pmax(top, v128.load(row + k));
  top = f32x4.pmax(top, v128.shuffle<f32>(top, top, 2, 3, 0, 1));
  top = f32x4.pmax(top, v128.shuffle<f32>(top, top, 1, 0, 3, 2));
  const zero = f32x4.splat(0);
  let before = zero;
  for (let k: usize = 0; k < rowBytes; k += 16) {
    let sums = exp(f32x4.sub(v128.load(row + k), top));
    sums = f32x4.add(sums, v128.shuffle<f32>(zero, sums, 0, 4, 5, 6));
    sums = f32x4.add(sums, v128.shuffle<f32>(zero, sums, 0, 1, 4, 5));
    sums = f32x4.add(sums, before);
    before = v128.shuffle<f32>(sums, sums, 3, 3, 3, 3);
    v128.store(row + k, sums);
  }
}

/** How many of a row's running sums are at most `threshold`. */
export function countAtMost(row: usize, rowBytes: usize, threshold: f32): i32 {
  const limit = f32x4.splat(threshold);
  let count = 0;
  for (let k: usize = 0; k < rowBytes; k += 16) {
    count += popcnt(i32x4.bitmask(f32x4.le(v128.load(row + k), limit)));
  }
  return count;
}
