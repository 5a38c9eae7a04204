/**
 * Samples the proposal as a tree. Samples that agree in their first d sub-actions share a node: one hidden layer and
 * one softmax serve them all, then each picks its child with its own noise, exactly as it would alone. A block of
 * states grows its trees level by level together, so that tiles of eight nodes are full even near the roots.
 */
import { accumulateSoftmax, multiplyHead, pickBin, TILE, TILE_BYTES } from './heads.as';
import { append, level, nextLevel, nextOrder, nodeAt, order, otherSums, plant, sums, swapLevels } from './levels.as';
import {
  binCounts,
  binStarts,
  blockStates,
  dimensionCount,
  firstRows,
  firstTwin,
  hidden,
  hiddenBytes,
  prefixTable,
  proposalBase,
  proposalCount,
  proposalNoise,
  proposals,
  stateCount,
} from './problem.as';
import { relu } from './simd.as';

/** Draws `proposals` [B, N, D] from `proposalNoise`, and finds every sample's `firstTwin`. */
export function sampleProposals(): void {
  for (let first = 0; first < stateCount; first += blockStates) {
    const states = min(blockStates, stateCount - first);
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

/** Every node's prefix sum: its parent's, and the table row of the sub-action that led to it. */
function extendPrefixes(d: i32, count: i32): void {
  const firstRow = load<i32>(firstRows + ((d - 1) << 2));
  for (let i = 0; i < count; i++) {
    const node = nodeAt(level, i);
    const sample = load<i32>(order + (node.begin << 2));
    const bin = load<i32>(proposals + ((sample * dimensionCount + d - 1) << 2));
    const added = prefixTable + <usize>(firstRow + bin) * hiddenBytes;
    const parent = otherSums + <usize>node.parent * hiddenBytes;
    const sum = sums + <usize>i * hiddenBytes;
    for (let p: usize = 0; p < hiddenBytes; p += 16) {
      v128.store(sum + p, f32x4.add(v128.load(parent + p), v128.load(added + p)));
    }
  }
}

/** Lets every sample pick sub-action d. @returns the number of nodes of the next level */
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
  const base0 = baseOf(d, min(first, count - 1));
  const base1 = baseOf(d, min(first + 1, count - 1));
  const base2 = baseOf(d, min(first + 2, count - 1));
  const base3 = baseOf(d, min(first + 3, count - 1));
  const sum0 = sums + <usize>first * hiddenBytes;
  const sum1 = sum0 + hiddenBytes;
  const sum2 = sum1 + hiddenBytes;
  const sum3 = sum2 + hiddenBytes;
  for (let p: usize = 0; p < hiddenBytes; p += 16) {
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

/** Lets each sample of a node pick its bin, and appends the node's children in the order of their bins. */
function grow(d: i32, index: i32, lane: i32, children: i32): i32 {
  const node = nodeAt(level, index);
  const begin = node.begin;
  const end = nodeAt(level, index + 1).begin;
  const bins = load<i32>(binCounts + (d << 2));
  if (end - begin == 1) {
    const sample = load<i32>(order + (begin << 2));
    pick(d, sample, lane, bins);
    store<i32>(nextOrder + (begin << 2), sample);
    return append(nextLevel, children, begin, node.state, index);
  }
  for (let bin = 0; bin < bins; bin++) store<i32>(binStarts + (bin << 2), 0);
  for (let i = begin; i < end; i++) {
    const counted = binStarts + (pick(d, load<i32>(order + (i << 2)), lane, bins) << 2);
    store<i32>(counted, load<i32>(counted) + 1);
  }
  let start = begin;
  for (let bin = 0; bin < bins; bin++) {
    const samples = load<i32>(binStarts + (bin << 2));
    if (samples == 0) continue;
    children = append(nextLevel, children, start, node.state, index);
    store<i32>(binStarts + (bin << 2), start);
    start += samples;
  }
  for (let i = begin; i < end; i++) {
    const sample = load<i32>(order + (i << 2));
    const slot = binStarts + (load<i32>(proposals + ((sample * dimensionCount + d) << 2)) << 2);
    const place = load<i32>(slot);
    store<i32>(slot, place + 1);
    store<i32>(nextOrder + (place << 2), sample);
  }
  return children;
}

function pick(d: i32, sample: i32, lane: i32, bins: i32): i32 {
  const at = (sample * dimensionCount + d) << 2;
  const bin = pickBin(lane, bins, load<f32>(proposalNoise + at));
  store<i32>(proposals + at, bin);
  return bin;
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
