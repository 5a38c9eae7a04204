import type { ProductSpace } from '../nets/product-space.ts';
import { Allocator, type Copy, type Region } from '../wasm/allocator.ts';
import type { Sizes } from './shapes.ts';

/** How the kernel's memory is used. */
export interface Layout {
  readonly regions: Readonly<Record<string, Region>>;
  /** The kernel's globals by name (`problem.as.ts`), for each thread's instance: sizes and addresses. */
  readonly globals: readonly Readonly<Record<string, number>>[];
  /** Contents of the regions that never change: integers, or floats where they say so. */
  readonly constants: Readonly<Record<string, readonly number[] | Float32Array>>;
  /** Inputs whose rows must be padded before each run. */
  readonly copies: readonly Copy[];
  readonly byteLength: number;
}

/** States whose trees grow together: enough to fill tiles, few enough for the cache. */
const BLOCK_STATES = 4;
/** Units of an embedding that are summed together, as in `score.as.ts`. */
const UNITS_TOGETHER = 16;
/** Nodes in a tile, as in `heads.as.ts`. */
const TILE = 8;

/** Lays the operation's inputs, outputs and every thread's scratch out in one memory of exact size. */
export function layOut(sizes: Sizes, threads: number): Layout {
  const { states, proposals, uniforms, dimensions, embedding, hidden, product, ownUniform } = sizes;
  const { features, choices } = product;
  const paddedEmbedding = padded(embedding, UNITS_TOGETHER);
  const paddedHidden = padded(hidden);
  const paddedChoices = choices.counts.map((count) => padded(count));
  const uniformRows = ownUniform ? states * uniforms : uniforms;

  // Read as whole vectors, from any dimension on.
  const perDimension = dimensions + 3;
  const constants = {
    ...dimensionConstants(product),
    firstPaddedChoices: paddedChoices.map((_, d) => sum(paddedChoices.slice(0, d))),
  };

  const layout = new Allocator();
  layout.rows('stateEmbedding', states, embedding, paddedEmbedding);
  layout.rows('actionTable', features.total, embedding, paddedEmbedding);
  layout.rows('outputWeights', 1, embedding, paddedEmbedding);
  layout.array('outputBias', 1);
  layout.rows('proposalBase', states * dimensions, hidden, paddedHidden);
  layout.rows('prefixTable', features.total, hidden, paddedHidden);
  layout.array('headWeights', hidden * choices.total);
  layout.array('headBias', choices.total);
  layout.array('proposalNoise', states * proposals * dimensions);
  layout.array('uniformActions', uniformRows * dimensions);

  layout.array('action', states * dimensions);
  layout.array('q', states);
  layout.array('proposalMax', states);
  layout.array('uniformMax', states);
  layout.array('proposals', states * proposals * dimensions);
  layout.array('proposalQ', states * proposals);
  layout.array('uniformQ', states * uniforms);

  for (const name of Object.keys(constants)) layout.array(name, perDimension);
  layout.array('firstTwin', states * proposals);
  layout.array('uniformEmbedding', ownUniform ? 0 : uniforms * paddedEmbedding);
  layout.array('packedWeights', sum(paddedChoices) * paddedHidden);

  const scratch = () => {
    const samples = BLOCK_STATES * proposals;
    const widest = Math.max(...paddedChoices);
    layout.array('placeRows', perDimension);
    layout.array('placeShares', perDimension);
    layout.array('sampleOrders', 2 * samples);
    layout.array('nodes', 2 * 3 * (samples + 1));
    layout.array('prefixSums', 2 * (samples + TILE) * paddedHidden);
    layout.array('hidden', TILE * paddedHidden);
    layout.array('runningSums', TILE * widest);
    layout.array('choiceStarts', widest);
    return { ...layout.addresses };
  };
  const leadingBins = product.bins.indexOf(0);
  const globals = {
    proposalCount: proposals,
    uniformCount: uniforms,
    dimensionCount: dimensions,
    leadingBins: leadingBins < 0 ? dimensions : leadingBins,
    ownStride: ownUniform ? uniforms * dimensions : 0,
    embeddingBytes: 4 * paddedEmbedding,
    hiddenBytes: 4 * paddedHidden,
    hiddenSize: hidden,
    choiceTotal: choices.total,
    blockStates: BLOCK_STATES,
  };
  return {
    globals: Array.from({ length: threads }, () => ({
      ...globals,
      ...scratch(),
    })),
    constants,
    regions: layout.regions,
    copies: layout.copies,
    byteLength: layout.byteLength,
  };
}

function dimensionConstants({ bins, features, choices }: ProductSpace) {
  const halfway = features.counts.map((knots) => (knots - 1) / 2);
  const isDiscrete = (d: number) => bins[d]! > 0;
  return {
    firstFeatures: features.offsets,
    choiceCounts: choices.counts,
    firstChoices: choices.offsets,
    positionScales: Float32Array.from(halfway, (half, d) => (isDiscrete(d) ? 1 : half)),
    positionShifts: Float32Array.from(halfway, (half, d) => (isDiscrete(d) ? 0 : half)),
    lastIndices: features.counts.map((count, d) => (isDiscrete(d) ? count - 1 : count - 2)),
  };
}

const padded = (count: number, multiple = 4): number => Math.ceil(count / multiple) * multiple;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
