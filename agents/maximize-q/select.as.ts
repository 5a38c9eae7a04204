/** Takes the best candidate of every state. */
import {
  action,
  dimensionCount,
  ownStride,
  proposalCount,
  proposalMax,
  proposalQ,
  proposals,
  q,
  uniformActions,
  uniformCount,
  uniformMax,
  uniformQ,
} from './problem.as';

/**
 * `action`, `q`, `proposalMax`, `uniformMax` of the states [first, end): the first of equals, proposals before uniform
 * ones. A maximum over values with a NaN among them is NaN; the action is then the best of the others.
 */
export function selectBest(first: i32, end: i32): void {
  for (let b = first; b < end; b++) {
    const ofProposals = proposalQ + ((b * proposalCount) << 2);
    const ofUniform = uniformQ + ((b * uniformCount) << 2);
    const n = argmax(ofProposals, proposalCount);
    const m = argmax(ofUniform, uniformCount);
    const isProposal =
      proposalCount > 0 && (m < 0 || (n >= 0 && load<f32>(ofProposals + (n << 2)) >= load<f32>(ofUniform + (m << 2))));
    const best = isProposal
      ? proposals + (((b * proposalCount + max(n, 0)) * dimensionCount) << 2)
      : uniformActions + ((b * ownStride + max(m, 0) * dimensionCount) << 2);
    memory.copy(action + ((b * dimensionCount) << 2), best, dimensionCount << 2);
    const largestProposal = largest(ofProposals, proposalCount);
    const largestUniform = largest(ofUniform, uniformCount);
    store<f32>(proposalMax + (b << 2), largestProposal);
    store<f32>(uniformMax + (b << 2), largestUniform);
    store<f32>(q + (b << 2), max(largestProposal, largestUniform));
  }
}

/** Index of the first largest number; NaN is passed over, -1 if there is nothing else. */
function argmax(values: usize, count: i32): i32 {
  let index = -1;
  let top: f32 = -Infinity;
  for (let i = 0; i < count; i++) {
    const value = load<f32>(values + (i << 2));
    if (value > top || (index < 0 && value == top)) {
      top = value;
      index = i;
    }
  }
  return index;
}

/** The largest value, NaN if there is one. */
function largest(values: usize, count: i32): f32 {
  let top: f32 = -Infinity;
  for (let i = 0; i < count; i++) top = max(top, load<f32>(values + (i << 2)));
  return top;
}
