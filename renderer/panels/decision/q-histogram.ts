import type { Decision } from '../../../contracts/stream.ts';
import { steadyRange, type Range } from '../canvas/axis.ts';
import { indexOfMax } from './candidates.ts';

export const HISTOGRAM_BINS = 48;

/** Counts of Q for the proposals and for the uniform candidates on one axis; one object for all decisions. */
export class QHistogram {
  readonly proposals = new Uint16Array(HISTOGRAM_BINS);
  readonly uniform = new Uint16Array(HISTOGRAM_BINS);
  /** What the axis shows, and what the candidates span: the colours of Q. */
  range: Range = { low: 0, high: 1 };
  span: Range = { low: 0, high: 1 };
  /** The best Q of each group; NaN if the group has none. */
  bestProposal = NaN;
  bestUniform = NaN;
  #shown: Range | null = null;

  /** How far the best proposal lies above the best uniform candidate. */
  get gap(): number {
    return this.bestProposal - this.bestUniform;
  }

  update({ proposalQ, uniformQ }: Decision): void {
    this.bestProposal = proposalQ[indexOfMax(proposalQ)] ?? NaN;
    this.bestUniform = uniformQ[indexOfMax(uniformQ)] ?? NaN;
    const low = Math.min(lowest(proposalQ), lowest(uniformQ));
    const high = Math.max(...[this.bestProposal, this.bestUniform].filter(Number.isFinite));
    if (Number.isFinite(low) && Number.isFinite(high)) {
      this.span = { low, high };
      this.range = this.#shown = steadyRange(this.#shown, low, high);
    }
    count(proposalQ, this.range, this.proposals);
    count(uniformQ, this.range, this.uniform);
  }
}

/** Counts the values in evenly wide bins over the range; its upper end belongs to the last. NaN is not counted. */
export function count(values: Float32Array, { low, high }: Range, counts: Uint16Array): void {
  counts.fill(0);
  const scale = counts.length / (high - low);
  for (const value of values) {
    if (value >= low && value <= high) counts[Math.min(counts.length - 1, Math.floor((value - low) * scale))]!++;
  }
}

function lowest(values: Float32Array): number {
  let low = Infinity;
  for (const value of values) if (value < low) low = value;
  return low;
}
