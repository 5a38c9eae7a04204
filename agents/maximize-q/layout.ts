import type { Sizes } from './shapes.ts';

/** A named array in the kernel's memory, of 4-byte elements. */
export interface Region {
  readonly address: number;
  readonly length: number;
}

/** How the kernel's memory is used. */
export interface Layout {
  readonly regions: Readonly<Record<string, Region>>;
  /** The kernel's globals by name (`problem.as.ts`): sizes and addresses. */
  readonly globals: Readonly<Record<string, number>>;
  /** Contents of the regions that never change. */
  readonly constants: Readonly<Record<string, readonly number[]>>;
  /** Inputs whose rows must be padded to whole vectors before each run. */
  readonly copies: readonly Copy[];
  readonly byteLength: number;
}

interface Copy {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly rowBytes: number;
  readonly paddedRowBytes: number;
}

/** States whose trees grow together: enough to fill tiles, few enough for the cache. */
const BLOCK_STATES = 4;
/** Nodes in a tile, as in `heads.as.ts`. */
const TILE = 8;
/** The module's own data lies in the first page. */
const FIRST_ADDRESS = 65_536;

/** Lays the operation's inputs, outputs and scratch out in one memory of exact size. */
export function layOut(sizes: Sizes): Layout {
  const { states, proposals, uniforms, dimensions, embedding, hidden, product, ownUniform } = sizes;
  const { total: rows, offsets: firstRows } = product.features;
  const { bins } = product;
  const paddedEmbedding = padded(embedding);
  const paddedHidden = padded(hidden);
  const paddedBins = bins.map(padded);
  const firstPaddedBins = bins.map((_, d) => sum(paddedBins.slice(0, d)));
  const widestBins = Math.max(...paddedBins);
  const blockSamples = BLOCK_STATES * proposals;
  const uniformRows = ownUniform ? states * uniforms : uniforms;

  const layout = new Allocator();
  layout.rows('stateEmbedding', states, embedding);
  layout.rows('actionTable', rows, embedding);
  layout.rows('outputWeights', 1, embedding);
  layout.array('outputBias', 1);
  layout.rows('proposalBase', states * dimensions, hidden);
  layout.rows('prefixTable', rows, hidden);
  layout.array('headWeights', hidden * rows);
  layout.array('headBias', rows);
  layout.array('proposalNoise', states * proposals * dimensions);
  layout.array('uniformActions', uniformRows * dimensions);

  layout.array('action', states * dimensions);
  layout.array('q', states);
  layout.array('proposalMax', states);
  layout.array('uniformMax', states);
  layout.array('proposals', states * proposals * dimensions);
  layout.array('proposalQ', states * proposals);
  layout.array('uniformQ', states * uniforms);

  layout.array('binCounts', dimensions);
  layout.array('firstRows', dimensions);
  layout.array('firstPaddedBins', dimensions);
  layout.array('firstTwin', states * proposals);
  layout.array('uniformEmbedding', ownUniform ? 0 : uniforms * paddedEmbedding);
  layout.array('rowAddresses', dimensions);
  layout.array('packedWeights', sum(paddedBins) * paddedHidden);
  layout.array('sampleOrders', 2 * blockSamples);
  layout.array('nodes', 2 * 3 * (blockSamples + 1));
  layout.array('prefixSums', 2 * (blockSamples + TILE) * paddedHidden);
  layout.array('hidden', TILE * paddedHidden);
  layout.array('runningSums', TILE * widestBins);
  layout.array('binStarts', widestBins);

  const globals = {
    ...layout.addresses,
    stateCount: states,
    proposalCount: proposals,
    uniformCount: uniforms,
    dimensionCount: dimensions,
    embeddingBytes: 4 * paddedEmbedding,
    hiddenBytes: 4 * paddedHidden,
    hiddenSize: hidden,
    rowCount: rows,
    blockStates: BLOCK_STATES,
  };
  const constants = { binCounts: bins, firstRows, firstPaddedBins };
  return { regions: layout.regions, globals, constants, copies: layout.copies, byteLength: layout.byteLength };
}

/** Hands out consecutive regions, each on a cache line of its own. */
class Allocator {
  readonly regions: Record<string, Region> = {};
  readonly addresses: Record<string, number> = {};
  readonly copies: Copy[] = [];
  byteLength = FIRST_ADDRESS;

  array(name: string, length: number): void {
    this.regions[name] = { address: this.byteLength, length };
    this.addresses[name] = this.byteLength;
    this.byteLength = Math.ceil((this.byteLength + 4 * length) / 64) * 64;
  }

  /** An input whose rows the kernel reads as whole vectors: in place if they are, else from a padded copy. */
  rows(name: string, count: number, width: number): void {
    this.array(name, count * width);
    if (width % 4 === 0) return;
    const from = this.addresses[name]!;
    const to = this.byteLength;
    this.byteLength += Math.ceil((4 * count * padded(width)) / 64) * 64;
    this.addresses[name] = to;
    this.copies.push({ from, to, rows: count, rowBytes: 4 * width, paddedRowBytes: 4 * padded(width) });
  }
}

const padded = (count: number): number => Math.ceil(count / 4) * 4;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
