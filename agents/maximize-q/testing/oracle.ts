/** The operation's equations as plain loops in double precision. */
import type { Problem } from './problem.ts';

/** Q of one candidate at state b. */
export function plainQ({ bins, specs, data }: Problem, b: number, candidate: readonly number[]): number {
  const units = specs.stateEmbedding.shape[1]!;
  const rows = candidate.map((bin, d) => firstRow(bins, d) + bin);
  let q = data.outputBias[0]!;
  for (let h = 0; h < units; h++) {
    let x = data.stateEmbedding[b * units + h]!;
    for (const row of rows) x += data.actionTable[row * units + h]!;
    q += data.outputWeights[h]! * Math.max(0, x);
  }
  return q;
}

/** mu_d(· | prefix) at state b, for the sub-action d that follows the prefix: [K_d]. */
export function plainMarginal({ bins, specs, data }: Problem, b: number, prefix: readonly number[]): number[] {
  const d = prefix.length;
  const [units, rows] = specs.headWeights.shape as [number, number];
  const hidden = Array.from({ length: units }, (_, p) => {
    let x = data.proposalBase[(b * bins.length + d) * units + p]!;
    prefix.forEach((bin, e) => (x += data.prefixTable[(firstRow(bins, e) + bin) * units + p]!));
    return Math.max(0, x);
  });
  const logits = Array.from({ length: bins[d]! }, (_, k) => {
    const column = firstRow(bins, d) + k;
    return hidden.reduce((sum, x, p) => sum + x * data.headWeights[p * rows + column]!, data.headBias[column]!);
  });
  const largest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Every action of the product space. */
export function allActions(bins: readonly number[]): number[][] {
  return bins.reduce<number[][]>(
    (prefixes, count) => prefixes.flatMap((prefix) => Array.from({ length: count }, (_, k) => [...prefix, k])),
    [[]],
  );
}

function firstRow(bins: readonly number[], d: number): number {
  return bins.slice(0, d).reduce((sum, count) => sum + count, 0);
}
