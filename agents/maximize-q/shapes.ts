import { WorkbenchError } from '../../contracts/errors.ts';
import { productOfBins, type ProductSpace } from '../nets/product-space.ts';

/** The sizes of one maximisation, and its action space. */
export interface Sizes {
  /** B, N, M, D, H, P of the operation (see `maximize-q.ts`); N and P are 0 without a proposal. */
  readonly states: number;
  readonly proposals: number;
  readonly uniforms: number;
  readonly dimensions: number;
  readonly embedding: number;
  readonly hidden: number;
  readonly product: ProductSpace;
  /** Whether each state has uniform candidates of its own. */
  readonly ownUniform: boolean;
}

type Shapes = Readonly<Record<string, { readonly shape: readonly number[] } | undefined>>;

/**
 * The sizes that the inputs' shapes and the numbers of bins agree on.
 * @throws WorkbenchError `internal` naming the input whose shape does not fit.
 */
export function sizesOf(inputs: Shapes, bins: readonly number[]): Sizes {
  const shape = (name: string) => inputs[name]?.shape ?? [];
  const [states = 0, embedding = 0] = shape('stateEmbedding');
  const proposals = shape('proposalNoise')[1] ?? 0;
  const ownUniform = shape('uniformActions').length === 3;
  const uniforms = shape('uniformActions').at(-2) ?? 0;
  const hidden = shape('prefixTable')[1] ?? 0;
  const dimensions = bins.length;
  const product = productOfBins(bins);
  const [rows, choices] = [product.features.total, product.choices.total];
  const expected = {
    stateEmbedding: [states, embedding],
    actionTable: [rows, embedding],
    outputWeights: [embedding],
    outputBias: [1],
    uniformActions: ownUniform ? [states, uniforms, dimensions] : [uniforms, dimensions],
    ...(inputs['proposalNoise'] && {
      proposalBase: [states, dimensions * hidden],
      prefixTable: [rows, hidden],
      headWeights: [hidden, choices],
      headBias: [choices],
      proposalNoise: [states, proposals, dimensions],
    }),
  };
  for (const [name, sizes] of Object.entries(expected)) {
    if (String(shape(name)) === String(sizes) && sizes.every((size) => size > 0)) continue;
    throw new WorkbenchError(
      'internal',
      `maximizeQ: ${name} has shape [${shape(name).join(', ')}], not [${sizes.join(', ')}].`,
      `Give it that shape: the other inputs and bins = [${bins.join(', ')}] call for it. Every size must be above 0.`,
    );
  }
  return { states, proposals, uniforms, dimensions, embedding, hidden, product, ownUniform };
}

/** The outputs of an operation by name, in their order. */
export function outputNames({ proposals }: Sizes, details: boolean): OutputName[] {
  const best = ['action', 'q', 'proposalMax', 'uniformMax'] as const;
  const candidates = ['proposals', 'proposalQ', 'uniformQ'] as const;
  return [...best, ...(details ? candidates : [])].filter((name) => proposals > 0 || !ofProposals.has(name));
}
export type OutputName = 'action' | 'q' | 'proposalMax' | 'uniformMax' | 'proposals' | 'proposalQ' | 'uniformQ';
const ofProposals: ReadonlySet<OutputName> = new Set(['proposalMax', 'proposals', 'proposalQ']);
