/**
 * Samples the proposal as a tree. Samples that agree in their first d sub-actions share a node: one hidden layer and
 * one softmax serve them all, then each draws its value with its own noise, exactly as it would alone. A continuous
 * sub-action's values are all different: from there on every sample has nodes of its own. A block of states grows its
 * trees level by level together, so that tiles of eight nodes are full even near the roots.
 */
import { grow, valueOf } from './children.as';
import { findFourPlaces, rowOf, shareOf } from './features.as';
import { accumulateSoftmax, multiplyHead, TILE, TILE_BYTES } from './heads.as';
import { level, nextLevel, nodeAt, order, otherSums, plant, sums, swapLevels } from './levels.as';
import {
  blockStates,
  dimensionCount,
  firstTwin,
  hidden,
  hiddenBytes,
  prefixTable,
  proposalBase,
  proposalCount,
} from './problem.as';
import { blend, relu } from './simd.as';

/** Draws `proposals` [B, N, D] of the states [first, end) from `proposalNoise`, and finds every sample's `firstTwin`. */
export function sampleProposals(first: i32, end: i32): void {
  for (; first < end; first += blockStates) {
    const states = min(blockStates, end - first);
    plant(first, states);
    let count = states;
    for (let d = 0; d < dimensionCount; d++) {
      if (d > 0) extendPrefixes(d, count);
      count = expand(d, count);
      nodeAt(nextLevel, count).begin = states * proposalCount;
      swapLevels();
    }
    markTwins(count);
  }
}

/** Every node's prefix sum: its parent's, and the features of the sub-action that led to it. */
function extendPrefixes(d: i32, count: i32): void {
  const rowBytes = hiddenBytes;
  for (let i = 0; i < count; i++) {
    const node = nodeAt(level, i);
    findFourPlaces(d - 1, valueOf(load<i32>(order + (node.begin << 2)), 0), prefixTable, rowBytes);
    const parent = otherSums + <usize>node.parent * rowBytes;
    const sum = sums + <usize>i * rowBytes;
    const row = rowOf(d - 1);
    const nextWeight = shareOf(d - 1);
    if (nextWeight == 0) {
      for (let p: usize = 0; p < rowBytes; p += 16) {
        v128.store(sum + p, f32x4.add(v128.load(parent + p), v128.load(row + p)));
      }
      continue;
    }
    const next = row + rowBytes;
    const share = f32x4.splat(nextWeight);
    const rest = f32x4.splat(1 - nextWeight);
    for (let p: usize = 0; p < rowBytes; p += 16) {
      v128.store(sum + p, blend(v128.load(parent + p), v128.load(row + p), rest, v128.load(next + p), share));
    }
  }
}

/** Lets every sample draw sub-action d. @returns the number of nodes of the next level */
function expand(d: i32, count: i32): i32 {
  let children = 0;
  for (let tile = 0; tile < count; tile += TILE) {
    hideFour(d, tile, count, hidden);
    hideFour(d, tile + 4, count, hidden + 16);
    multiplyHead(d);
    accumulateSoftmax(d);
    const end = min(tile + TILE, count);
    for (let i = tile; i < end; i++) children = grow(d, i, i - tile, children);
  }
  return children;
}

/** Hidden layers of four nodes, as lanes of a column of `hidden` [P, 8]; lanes without a node hold anything. */
function hideFour(d: i32, first: i32, count: i32, column: usize): void {
  const rowBytes = hiddenBytes;
  const base0 = baseOf(d, min(first, count - 1));
  const base1 = baseOf(d, min(first + 1, count - 1));
  const base2 = baseOf(d, min(first + 2, count - 1));
  const base3 = baseOf(d, min(first + 3, count - 1));
  const sum0 = sums + <usize>first * rowBytes;
  const sum1 = sum0 + rowBytes;
  const sum2 = sum1 + rowBytes;
  const sum3 = sum2 + rowBytes;
  for (let p: usize = 0; p < rowBytes; p += 16) {
    const h0 = relu(f32x4.add(v128.load(base0 + p), v128.load(sum0 + p)));
    const h1 = relu(f32x4.add(v128.load(base1 + p), v128.load(sum1 + p)));
    const h2 = relu(f32x4.add(v128.load(base2 + p), v128.load(sum2 + p)));
    const h3 = relu(f32x4.add(v128.load(base3 + p), v128.load(sum3 + p)));
    // A transposition of four by four.
    const low01 = v128.shuffle<f32>(h0, h1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(h0, h1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(h2, h3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(h2, h3, 2, 6, 3, 7);
    v128.store(column, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(column + TILE_BYTES, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(column + 2 * TILE_BYTES, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(column + 3 * TILE_BYTES, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    column += 4 * TILE_BYTES;
  }
}

function baseOf(d: i32, node: i32): usize {
  return proposalBase + <usize>(nodeAt(level, node).state * dimensionCount + d) * hiddenBytes;
}

/** The leaves' samples are the same action; sorting kept their order, so the first is the earliest. */
function markTwins(leaves: i32): void {
  for (let i = 0; i < leaves; i++) {
    const end = nodeAt(level, i + 1).begin;
    const first = load<i32>(order + (nodeAt(level, i).begin << 2));
    for (let j = nodeAt(level, i).begin; j < end; j++) {
      store<i32>(firstTwin + (load<i32>(order + (j << 2)) << 2), first);
    }
  }
}
