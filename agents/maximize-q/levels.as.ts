/** The two levels of the trees that are in memory: the one that is being expanded, and the one it expands to. */
import { blockStates, hiddenBytes, nodes, prefixSums, proposalCount, sampleOrders } from './problem.as';
import { TILE } from './heads.as';

/** The samples of one state that share a prefix: `order[begin]` up to where the next node begins. */
@unmanaged
export class Node {
  begin: i32;
  state: i32;
  parent: i32;
}

/** The level that is being expanded: its nodes, their samples sorted by node, their prefix sums [P]. */
export let level: usize = 0;
export let order: usize = 0;
export let sums: usize = 0;
/** The level that it expands to, and the sums of the level before. */
export let nextLevel: usize = 0;
export let nextOrder: usize = 0;
export let otherSums: usize = 0;

export function nodeAt(list: usize, index: i32): Node {
  return changetype<Node>(list + <usize>index * offsetof<Node>());
}

/** The roots: one per state, of all its samples, nothing chosen yet. */
export function plant(firstState: i32, states: i32): void {
  const capacity = <usize>(blockStates * proposalCount);
  level = nodes;
  nextLevel = level + (capacity + 1) * offsetof<Node>();
  order = sampleOrders;
  nextOrder = order + (capacity << 2);
  sums = prefixSums;
  otherSums = sums + (capacity + TILE) * hiddenBytes;
  memory.fill(sums, 0, <usize>states * hiddenBytes);
  for (let i = 0; i < states * proposalCount; i++) store<i32>(order + (i << 2), firstState * proposalCount + i);
  for (let i = 0; i <= states; i++) append(level, i, i * proposalCount, firstState + i, 0);
}

/** Goes on to the next level. */
export function swapLevels(): void {
  let other = level;
  level = nextLevel;
  nextLevel = other;
  other = order;
  order = nextOrder;
  nextOrder = other;
  other = sums;
  sums = otherSums;
  otherSums = other;
}

/** Adds a node to a list of `count`. @returns the new count */
export function append(list: usize, count: i32, begin: i32, state: i32, parent: i32): i32 {
  const node = nodeAt(list, count);
  node.begin = begin;
  node.state = state;
  node.parent = parent;
  return count + 1;
}
