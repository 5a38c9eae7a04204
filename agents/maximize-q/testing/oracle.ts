/** The operation's equations as plain loops in double precision. */
import { productOfBins } from '../../nets/product-space.ts';
import type { Problem } from './problem.ts';

/** Q of one candidate at state b. */
export function plainQ({ bins, specs, data }: Problem, b: number, candidate: readonly number[]): number {
  const units = specs.stateEmbedding.shape[1]!;
  const rows = candidate.flatMap((value, d) => featuresOf(bins, d, value));
  let q = data.outputBias[0]!;
  for (let h = 0; h < units; h++) {
    let x = data.stateEmbedding[b * units + h]!;
    for (const { row, weight } of rows) x += weight * data.actionTable[row * units + h]!;
    q += data.outputWeights[h]! * Math.max(0, x);
  }
  return q;
}

/** The table rows that a sub-action's value weighs: its bin's, or those of the knots on both sides. */
function featuresOf(bins: readonly number[], d: number, value: number): { row: number; weight: number }[] {
  const first = productOfBins(bins).features.offsets[d]!;
  if (bins[d]! > 0) return [{ row: first + value, weight: 1 }];
  // Eleven knots, 0.2 apart.
  const place = (value + 1) / 0.2;
  const knot = Math.min(9, Math.floor(place));
  return [
    { row: first + knot, weight: 1 - (place - knot) },
    { row: first + knot + 1, weight: place - knot },
  ];
}

/** pi_d(· | prefix) at state b, for the sub-action d that follows the prefix: [K_d]. */
export function plainMarginal({ bins, specs, data }: Problem, b: number, prefix: readonly number[]): number[] {
  const d = prefix.length;
  const [units, columns] = specs.headWeights.shape as [number, number];
  const { choices } = productOfBins(bins);
  const hidden = Array.from({ length: units }, (_, p) => {
    let x = data.proposalBase[(b * bins.length + d) * units + p]!;
    for (const { row, weight } of prefix.flatMap((value, e) => featuresOf(bins, e, value))) {
      x += weight * data.prefixTable[row * units + p]!;
    }
    return Math.max(0, x);
  });
  const logits = Array.from({ length: choices.counts[d]! }, (_, k) => {
    const column = choices.offsets[d]! + k;
    return hidden.reduce((sum, x, p) => sum + x * data.headWeights[p * columns + column]!, data.headBias[column]!);
  });
  const largest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** A value as a choice of a bin or of an interval. */
interface Draw {
  /** The choice's probability. */
  readonly share: number;
  /** From which noise to which the value is drawn: of a bin a range, of a continuous value a point. */
  readonly noise: readonly [number, number];
}

/** How sub-action d of an action was drawn at state b, after the sub-actions before it. */
export function plainDraw(problem: Problem, b: number, action: readonly number[], d: number): Draw {
  const shares = plainMarginal(problem, b, action.slice(0, d));
  const isContinuous = problem.bins[d] === 0;
  const place = isContinuous ? ((action[d]! + 1) / 2) * shares.length : action[d]!;
  const choice = Math.min(shares.length - 1, Math.floor(place));
  const share = shares[choice]!;
  const below = shares.slice(0, choice).reduce((sum, each) => sum + each, 0);
  const within = below + (place - choice) * share;
  return { share, noise: isContinuous ? [within, within] : [below, below + share] };
}

/** Every action of the product space. */
export function allActions(bins: readonly number[]): number[][] {
  return bins.reduce<number[][]>(
    (prefixes, count) => prefixes.flatMap((prefix) => Array.from({ length: count }, (_, k) => [...prefix, k])),
    [[]],
  );
}
