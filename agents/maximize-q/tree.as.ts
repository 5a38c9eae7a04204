/**
 * Samples the proposal as a tree. Samples that agree in their first d sub-actions share a node: one hidden layer and
 * one softmax serve them all, then each draws its value with its own noise, exactly as it would alone. A continuous
 * sub-action's values are all different: from there on every sample has nodes of its own. A block of states grows its
 * trees level by level together, so that tiles of eight nodes are full even near the roots.
 */
import { findFourPlaces, isContinuous, rowOf, shareOf } from './features.as';
import { accumulateSoftmax, drawValue, multiplyHead, TILE, TILE_BYTES } from './heads.as';
import { append, level, nextLevel, nextOrder, nodeAt, order, otherSums, plant, sums, swapLevels } from './levels.as';
import {
  blockStates,
  choiceCounts,
  choiceStarts,
  dimensionCount,
  firstTwin,
  hidden,
  hiddenBytes,
  prefixTable,
  proposalBase,
  proposalCount,
  proposalNoise,
  proposals,
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

/** Where sub-action d of a sample is. */
function valueOf(sample: i32, d: i32): usize {
  return proposals + ((sample * dimensionCount + d) << 2);
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

/** Lets each sample of a node draw its value, and appends the node's children. */
function grow(d: i32, index: i32, lane: i32, children: i32): i32 {
  const begin = nodeAt(level, index).begin;
  const end = nodeAt(level, index + 1).begin;
  for (let i = begin; i < end; i++) draw(d, load<i32>(order + (i << 2)), lane);
  return isContinuous(d) || end - begin == 1
    ? separate(index, begin, end, children)
    : sortByBin(d, index, begin, end, children);
}

function draw(d: i32, sample: i32, lane: i32): void {
  const at = valueOf(sample, d);
  store<f32>(at, drawValue(d, lane, load<f32>(proposalNoise + (at - proposals))));
}

/** A child for every sample. */
function separate(index: i32, begin: i32, end: i32, children: i32): i32 {
  const state = nodeAt(level, index).state;
  for (let i = begin; i < end; i++) {
    store<i32>(nextOrder + (i << 2), load<i32>(order + (i << 2)));
    children = append(nextLevel, children, i, state, index);
  }
  return children;
}

/** A child for every bin that was drawn, in the order of the bins. */
function sortByBin(d: i32, index: i32, begin: i32, end: i32, children: i32): i32 {
  const state = nodeAt(level, index).state;
  const bins = load<i32>(choiceCounts + (d << 2));
  for (let bin = 0; bin < bins; bin++) store<i32>(choiceStarts + (bin << 2), 0);
  for (let i = begin; i < end; i++) {
    const counted = startOf(d, load<i32>(order + (i << 2)));
    store<i32>(counted, load<i32>(counted) + 1);
  }
  let start = begin;
  for (let bin = 0; bin < bins; bin++) {
    const samples = load<i32>(choiceStarts + (bin << 2));
    if (samples == 0) continue;
    children = append(nextLevel, children, start, state, index);
    store<i32>(choiceStarts + (bin << 2), start);
    start += samples;
  }
  for (let i = begin; i < end; i++) {
    const sample = load<i32>(order + (i << 2));
    const slot = startOf(d, sample);
    const place = load<i32>(slot);
    store<i32>(slot, place + 1);
    store<i32>(nextOrder + (place << 2), sample);
  }
  return children;
}

/** The entry of `choiceStarts` for the bin that a sample drew. */
function startOf(d: i32, sample: i32): usize {
  return choiceStarts + (i32(load<f32>(valueOf(sample, d))) << 2);
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
