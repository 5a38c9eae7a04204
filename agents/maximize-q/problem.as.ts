/**
 * One maximisation: its sizes and where its arrays lie in memory. The host sets every global once, by name, before
 * the first run (`layout.ts` allocates). Rows of the embedding and of the hidden layer are padded to whole vectors.
 */

/** B, N, M, D of the operation. */
export let stateCount: i32 = 0;
export let proposalCount: i32 = 0;
export let uniformCount: i32 = 0;
export let dimensionCount: i32 = 0;

/** Bytes of one padded row: of an embedding [H], and of a hidden layer [P]. */
export let embeddingBytes: usize = 0;
export let hiddenBytes: usize = 0;
/** P before padding, and SK: the shape of `headWeights`. */
export let hiddenSize: i32 = 0;
export let rowCount: i32 = 0;

/** Per dimension, int32 [D]: its number of bins, its first row in the tables, its first bin once padded to fours. */
export let binCounts: usize = 0;
export let firstRows: usize = 0;
export let firstPaddedBins: usize = 0;

export let stateEmbedding: usize = 0;
export let actionTable: usize = 0;
export let outputWeights: usize = 0;
export let outputBias: usize = 0;
export let proposalBase: usize = 0;
export let prefixTable: usize = 0;
export let headWeights: usize = 0;
export let headBias: usize = 0;
export let proposalNoise: usize = 0;
export let uniformActions: usize = 0;

export let action: usize = 0;
export let q: usize = 0;
export let proposalMax: usize = 0;
export let uniformMax: usize = 0;
export let proposals: usize = 0;
export let proposalQ: usize = 0;
export let uniformQ: usize = 0;

/** int32 [B, N]: the first sample of the batch that is the same proposal of the same state. */
export let firstTwin: usize = 0;
/** float32 [M, H]: the embeddings of shared uniform actions. */
export let uniformEmbedding: usize = 0;
/** int32 [D]: addresses of a candidate's table rows. */
export let rowAddresses: usize = 0;

/** `headWeights` rearranged: per dimension, blocks of four bins [P, 4]. */
export let packedWeights: usize = 0;

/** How many states grow their trees together, and scratch for two levels of them (`tree.as.ts`). */
export let blockStates: i32 = 0;
export let sampleOrders: usize = 0;
export let nodes: usize = 0;
export let prefixSums: usize = 0;
/** Scratch for a tile of eight nodes (`heads.as.ts`): float32 [P, 8], float32 [bins, 8]; and int32 [bins]. */
export let hidden: usize = 0;
export let runningSums: usize = 0;
export let binStarts: usize = 0;
