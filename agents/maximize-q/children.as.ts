/** The nodes that a node of the tree grows: its samples draw their values, and part. */
import { isContinuous } from './features.as';
import { drawValue } from './heads.as';
import { append, level, nextLevel, nextOrder, nodeAt, order } from './levels.as';
import { choiceCounts, choiceStarts, dimensionCount, proposalNoise, proposals } from './problem.as';

/** Where sub-action d of a sample is. */
export function valueOf(sample: i32, d: i32): usize {
  return proposals + ((sample * dimensionCount + d) << 2);
}

/** Lets each sample of a node draw its value, and appends the node's children. */
export function grow(d: i32, index: i32, lane: i32, children: i32): i32 {
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
