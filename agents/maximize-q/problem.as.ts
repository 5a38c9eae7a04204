/**
 * One maximisation: its sizes and where its arrays lie in memory. The host sets every global of an instance once, by
 * name, before the first run (`layout.ts` allocates). Rows of the embedding are padded to four vectors, of the hidden
 * layer to one. Numbers are float32, actions too: bin indices, and values in [-1, 1].
 */

/** N, M, D of the operation. */
export let proposalCount: i32 = 0;
export let uniformCount: i32 = 0;
export let dimensionCount: i32 = 0;
/** Discrete sub-actions before the first continuous one. */
export let leadingBins: i32 = 0;
/** Numbers from one state's uniform actions to the next's; 0 if all share them. */
export let ownStride: i32 = 0;

/** Bytes of one padded row: of an embedding [H], and of a hidden layer [P]. */
export let embeddingBytes: usize = 0;
export let hiddenBytes: usize = 0;
/** P before padding, and K: the shape of `headWeights`. */
export let hiddenSize: i32 = 0;
export let choiceTotal: i32 = 0;

/**
 * Per dimension, int32 [D]: its first feature; the number of its choices, its first one, and that one's place once all
 * are padded to fours.
 */
export let firstFeatures: usize = 0;
export let choiceCounts: usize = 0;
export let firstChoices: usize = 0;
export let firstPaddedChoices: usize = 0;
/**
 * Its position among its features is value · scale + shift (float32 [D]), from feature 0 up to a last one (int32 [D])
 * that a next one may follow; the shift is 0 for discrete sub-actions alone.
 */
export let positionScales: usize = 0;
export let positionShifts: usize = 0;
export let lastIndices: usize = 0;

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
/** `headWeights` rearranged: per dimension, blocks of four choices [P, 4]. */
export let packedWeights: usize = 0;

/** From here on scratch of this instance alone. One action's features (`features.as.ts`), [D] each: int32 addresses of rows, float32. */
export let placeRows: usize = 0;
export let placeShares: usize = 0;
/** How many states grow their trees together, and two levels of them (`tree.as.ts`). */
export let blockStates: i32 = 0;
export let sampleOrders: usize = 0;
export let nodes: usize = 0;
export let prefixSums: usize = 0;
/** A tile of eight nodes (`heads.as.ts`): float32 [P, 8], float32 [choices, 8]; and int32 [choices]. */
export let hidden: usize = 0;
export let runningSums: usize = 0;
export let choiceStarts: usize = 0;
