/**
 * The proposal's heads for a tile of eight nodes, one node per SIMD lane: from hidden layers [P, 8] to the running
 * sums of each node's softmax, [choices, 8].
 */
import {
  choiceCounts,
  choiceTotal,
  dimensionCount,
  firstChoices,
  firstPaddedChoices,
  headBias,
  headWeights,
  hidden,
  hiddenBytes,
  hiddenSize,
  packedWeights,
  runningSums,
} from './problem.as';
import { isContinuous } from './features.as';
import { exp, multiplyAdd } from './simd.as';

/** Nodes in a tile, and bytes of one number for each of them. */
export const TILE: i32 = 8;
export const TILE_BYTES: usize = 32;

/** Rearranges `headWeights` [P, K] to blocks of four choices [P, 4], the order in which a tile reads them. */
export function packHeads(): void {
  for (let d = 0; d < dimensionCount; d++) {
    const choices = load<i32>(choiceCounts + (d << 2));
    const first = load<i32>(firstChoices + (d << 2));
    const weights = headOf(d);
    for (let p = 0; p < hiddenSize; p++) {
      for (let k = 0; k < choices; k++) {
        const weight = load<f32>(headWeights + ((p * choiceTotal + first + k) << 2));
        store<f32>(weights + <usize>(k >> 2) * hiddenBytes * 4 + <usize>((p << 4) + ((k & 3) << 2)), weight);
      }
    }
  }
}

function headOf(d: i32): usize {
  return packedWeights + <usize>load<i32>(firstPaddedChoices + (d << 2)) * hiddenBytes;
}

/** `runningSums` [choices, 8] = hidden · weights, for the head of sub-action d; biases are still to be added. */
export function multiplyHead(d: i32): void {
  const choices = load<i32>(choiceCounts + (d << 2));
  const zero = f32x4.splat(0);
  let weights = headOf(d);
  let out = runningSums;
  for (let k = 0; k < choices; k += 4) {
    let a0 = zero;
    let a1 = zero;
    let a2 = zero;
    let a3 = zero;
    let b0 = zero;
    let b1 = zero;
    let b2 = zero;
    let b3 = zero;
    const end = hidden + (hiddenBytes << 3);
    for (let h = hidden; h < end; h += TILE_BYTES) {
      const a = v128.load(h);
      const b = v128.load(h, 16);
      let w = v128.load32_splat(weights);
      a0 = multiplyAdd(a, w, a0);
      b0 = multiplyAdd(b, w, b0);
      w = v128.load32_splat(weights, 4);
      a1 = multiplyAdd(a, w, a1);
      b1 = multiplyAdd(b, w, b1);
      w = v128.load32_splat(weights, 8);
      a2 = multiplyAdd(a, w, a2);
      b2 = multiplyAdd(b, w, b2);
      w = v128.load32_splat(weights, 12);
      a3 = multiplyAdd(a, w, a3);
      b3 = multiplyAdd(b, w, b3);
      weights += 16;
    }
    v128.store(out, a0);
    v128.store(out, b0, 16);
    v128.store(out, a1, 32);
    v128.store(out, b1, 48);
    v128.store(out, a2, 64);
    v128.store(out, b2, 80);
    v128.store(out, a3, 96);
    v128.store(out, b3, 112);
    out += 4 * TILE_BYTES;
  }
}

/**
 * Turns the products of {@link multiplyHead} into running sums of exp(logit - largest logit) over the choices, in place:
 * the CDF times its total, which is the last row.
 */
export function accumulateSoftmax(d: i32): void {
  const choices = load<i32>(choiceCounts + (d << 2));
  const bias = headBias + (load<i32>(firstChoices + (d << 2)) << 2);
  const end = runningSums + (choices << 5);
  let topA = f32x4.splat(-Infinity);
  let topB = topA;
  for (let at = runningSums, k: usize = 0; at < end; at += TILE_BYTES, k += 4) {
    const bias_k = v128.load32_splat(bias + k);
    const logitA = f32x4.add(v128.load(at), bias_k);
    const logitB = f32x4.add(v128.load(at, 16), bias_k);
    v128.store(at, logitA);
    v128.store(at, logitB, 16);
    topA = f32x4.pmax(topA, logitA);
    topB = f32x4.pmax(topB, logitB);
  }
  let sumA = f32x4.splat(0);
  let sumB = sumA;
  for (let at = runningSums; at < end; at += TILE_BYTES) {
    sumA = f32x4.add(sumA, exp(f32x4.sub(v128.load(at), topA)));
    sumB = f32x4.add(sumB, exp(f32x4.sub(v128.load(at, 16), topB)));
    v128.store(at, sumA);
    v128.store(at, sumB, 16);
  }
}

/**
 * The value of sub-action d that `noise` in [0, 1) draws at a node. Its choice is how many running sums but the last are
 * at most noise · total; that is a bin, or an interval in which the value lies as far as the noise in its share.
 */
export function drawValue(d: i32, lane: i32, noise: f32): f32 {
  const choices = load<i32>(choiceCounts + (d << 2));
  const first = runningSums + (lane << 2);
  const last = first + ((choices - 1) << 5);
  const threshold = noise * load<f32>(last);
  let choice = 0;
  for (let at = first; at < last; at += TILE_BYTES) choice += i32(load<f32>(at) <= threshold);
  if (!isContinuous(d)) return f32(choice);
  const before = choice > 0 ? load<f32>(first + ((choice - 1) << 5)) : 0;
  const within = (threshold - before) / (load<f32>(first + (choice << 5)) - before);
  // NaN is not above 0.
  const place = f32(choice) + (within > 0 ? min<f32>(within, 1) : 0);
  return min<f32>(place * (2 / f32(choices)) - 1, 1);
}
