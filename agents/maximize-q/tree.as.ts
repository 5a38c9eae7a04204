/**
 * Samples the proposal as a tree. Samples that agree in their first d sub-actions share a node: one hidden layer and
 * one softmax serve them all, then each picks its child with its own noise, exactly as it would alone. A block of
 * states grows its trees level by level together, so that tiles of eight nodes are full even near the roots.
 */
import {
  binCounts,
  binStarts,
  blockStates,
  cumulative,
  dimensionCount,
  firstRows,
  firstTwin,
  hidden,
  hiddenBytes,
  nodes,
  prefixSums,
  prefixTable,
  proposalBase,
  proposalCount,
  proposalNoise,
  proposals,
  sampleOrders,
  stateCount,
  zeros,
} from './problem.as';
import { computeLogits, countAtMost, cumulate, paddedBins, TILE } from './heads.as';

/** The samples of one state that share a prefix: `order[begin]` up to where the next node begins. */
@unmanaged
class Node {
  begin: i32;
  state: i32;
  parent: i32;
}

function nodeAt(list: usize, index: i32): Node {
  return changetype<Node>(list + <usize>index * offsetof<Node>());
}

/** Draws `proposals` [B, N, D] from `proposalNoise`, and finds every sample's `firstTwin`. */
export function sampleProposals(): void {
  for (let first = 0; first < stateCount; first += blockStates) {
    sampleBlock(first, min(blockStates, stateCount - first));
  }
}

function sampleBlock(firstState: i32, states: i32): void {
  const samples = states * proposalCount;
  const capacity = <usize>(blockStates * proposalCount);
  let order = sampleOrders;
  let nextOrder = order + capacity * 4;
  let level = nodes;
  let nextLevel = level + (capacity + 1) * offsetof<Node>();
  let sums = prefixSums;
  let parentSums = sums + capacity * hiddenBytes;

  let count = states;
  for (let i = 0; i < samples; i++) store<i32>(order + (i << 2), firstState * proposalCount + i);
  for (let i = 0; i <= states; i++) {
    nodeAt(level, i).begin = i * proposalCount;
    nodeAt(level, i).state = firstState + i;
  }

  for (let d = 0; d < dimensionCount; d++) {
    const rowBytes = (<usize>paddedBins(d)) << 2;
    let children = 0;
    for (let tile = 0; tile < count; tile += TILE) {
      for (let i = 0; i < TILE; i++) {
        const index = min(tile + i, count - 1);
        const out = hidden + <usize>i * hiddenBytes;
        computeHidden(d, nodeAt(level, index), order, parentSums, sums + <usize>index * hiddenBytes, out);
      }
      computeLogits(d);
      const end = min(tile + TILE, count);
      for (let index = tile; index < end; index++) {
        const row = cumulative + <usize>(index - tile) * rowBytes;
        cumulate(row, rowBytes);
        children = grow(d, level, index, order, row, rowBytes, nextOrder, nextLevel, children);
      }
    }
    nodeAt(nextLevel, children).begin = samples;
    count = children;
    let swapped = order;
    order = nextOrder;
    nextOrder = swapped;
    swapped = level;
    level = nextLevel;
    nextLevel = swapped;
    swapped = sums;
    sums = parentSums;
    parentSums = swapped;
  }

  for (let i = 0; i < count; i++) {
    const begin = nodeAt(level, i).begin;
    const end = nodeAt(level, i + 1).begin;
    const first = load<i32>(order + (begin << 2));
    for (let j = begin; j < end; j++) store<i32>(firstTwin + (load<i32>(order + (j << 2)) << 2), first);
  }
}

/** A node's prefix sum, from its parent's, and its hidden layer for dimension d. */
function computeHidden(d: i32, node: Node, order: usize, parentSums: usize, sum: usize, out: usize): void {
  let parentSum = zeros;
  let added = zeros;
  if (d > 0) {
    const sample = load<i32>(order + (node.begin << 2));
    const row = load<i32>(firstRows + ((d - 1) << 2)) + load<i32>(proposals + ((sample * dimensionCount + d - 1) << 2));
    parentSum = parentSums + <usize>node.parent * hiddenBytes;
    added = prefixTable + <usize>row * hiddenBytes;
  }
  const base = proposalBase + <usize>(node.state * dimensionCount + d) * hiddenBytes;
  const zero = f32x4.splat(0);
  for (let p: usize = 0; p < hiddenBytes; p += 16) {
    const total = f32x4.add(v128.load(parentSum + p), v128.load(added + p));
    v128.store(sum + p, total);
    v128.store(out + p, f32x4.pmax(f32x4.add(v128.load(base + p), total), zero));
  }
}

/** Lets each sample of a node pick its bin, and appends the node's children, in the order of their bins. */
function grow(
  d: i32,
  level: usize,
  index: i32,
  order: usize,
  row: usize,
  rowBytes: usize,
  nextOrder: usize,
  nextLevel: usize,
  children: i32,
): i32 {
  const node = nodeAt(level, index);
  const begin = node.begin;
  const end = nodeAt(level, index + 1).begin;
  const bins = load<i32>(binCounts + (d << 2));
  const total = load<f32>(row + ((bins - 1) << 2));
  const alone = end - begin == 1;
  if (!alone) memory.fill(binStarts, 0, bins << 2);
  for (let i = begin; i < end; i++) {
    const at = (load<i32>(order + (i << 2)) * dimensionCount + d) << 2;
    const bin = min(countAtMost(row, rowBytes, load<f32>(proposalNoise + at) * total), bins - 1);
    store<i32>(proposals + at, bin);
    if (!alone) store<i32>(binStarts + (bin << 2), load<i32>(binStarts + (bin << 2)) + 1);
  }
  if (alone) {
    store<i32>(nextOrder + (begin << 2), load<i32>(order + (begin << 2)));
    return append(nextLevel, children, begin, node.state, index);
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
    const to = load<i32>(slot);
    store<i32>(slot, to + 1);
    store<i32>(nextOrder + (to << 2), sample);
  }
  return children;
}

function append(list: usize, count: i32, begin: i32, state: i32, parent: i32): i32 {
  const child = nodeAt(list, count);
  child.begin = begin;
  child.state = state;
  child.parent = parent;
  return count + 1;
}
