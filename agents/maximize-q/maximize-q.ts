import * as tf from '../tf.ts';
import { composeMaximizeQ } from './reference.ts';
import { outputNames, sizesOf } from './shapes.ts';

/** The operation's name in tfjs's kernel registry. */
export const MAXIMIZE_Q = 'MaximizeQ';

/**
 * Operands of {@link maximizeQ} for D sub-actions with F features and K choices in all (`ProductSpace`): for discrete
 * sub-actions both are their bins. All float32; an action is bin indices, and values in [-1, 1].
 */
export interface CriticInputs {
  /** e [B, H]: the critic's state branch, bias included, before the rectifier. */
  readonly stateEmbedding: tf.Tensor;
  /** T [F, H]: the critic's action branch. */
  readonly actionTable: tf.Tensor;
  /** w [H]. */
  readonly outputWeights: tf.Tensor;
  /** c [1]. */
  readonly outputBias: tf.Tensor;
  /** [M, D], the same candidates for all states, or [B, M, D], each state's own. */
  readonly uniformActions: tf.Tensor;
}

/** The operands that a search with a proposal has besides. */
export interface ProposalInputs {
  /** [B, D · P]: what each head's hidden layer takes from the state, before the rectifier. */
  readonly proposalBase: tf.Tensor;
  /** R [F, P]: what it takes from the sub-actions before its own. */
  readonly prefixTable: tf.Tensor;
  /** [P, K]: the columns of sub-action d are its head's weights. */
  readonly headWeights: tf.Tensor;
  /** [K]. */
  readonly headBias: tf.Tensor;
  /** u [B, N, D], uniform in [0, 1). */
  readonly proposalNoise: tf.Tensor;
}

export type MaximizeQInputs = CriticInputs & ProposalInputs;

export interface MaximizeQAttributes {
  /** The number of bins of each sub-action; 0 if it is continuous. */
  readonly bins: readonly number[];
  /** Whether to return the candidates and their values as well. */
  readonly details?: boolean;
}

/** What is found without a proposal. */
export type UniformOutputs = {
  /** [B, D]: the best candidate; of equals the first, proposals before uniform ones. */
  readonly action: tf.Tensor;
  /** [B]: its Q. NaN if any candidate's is; the action is then the best of the others. */
  readonly q: tf.Tensor;
  /** [B]: the best Q among the uniform candidates. */
  readonly uniformMax: tf.Tensor;
  /** [B, M], with `details`. */
  readonly uniformQ?: tf.Tensor;
};

export type MaximizeQOutputs = UniformOutputs & {
  /** [B]: the best Q among the proposals. */
  readonly proposalMax: tf.Tensor;
};

export type MaximizeQDetails = MaximizeQOutputs & {
  /** [B, N, D]. */
  readonly proposals: tf.Tensor;
  /** [B, N] and [B, M]. */
  readonly proposalQ: tf.Tensor;
  readonly uniformQ: tf.Tensor;
};

/**
 * Amortised maximisation of Q over a product of sub-actions (arXiv 2001.08116, section 3): N samples of the proposal mu
 * and M uniform candidates are scored, the best is taken. With x(a) an action's features,
 *
 *     Q(s, a)  = c + w · relu(e_s + T x(a))
 *     hidden_d = relu(base_d + Σ_{e<d} R_e x(a_e))
 *     pi_d     = softmax(hidden_d · headWeights_d + headBias_d)
 *     a_d      = the number of k < K_d - 1 with pi_d(0) + … + pi_d(k) ≤ u_d
 *
 * for a discrete sub-action; a continuous one lies as far in the interval of that number as u_d lies in its share.
 * Without a proposal's operands the search is over the uniform candidates alone.
 *
 * It runs as the kernel `MaximizeQ` where the present backend has one, else it is composed of plain operations. There is
 * no gradient: targets and the proposal's labels are taken outside the function that is differentiated.
 *
 * @throws WorkbenchError `internal` if the shapes disagree.
 */
export function maximizeQ(
  inputs: MaximizeQInputs,
  attrs: MaximizeQAttributes & { readonly details: true },
): MaximizeQDetails;
export function maximizeQ(inputs: MaximizeQInputs, attrs: MaximizeQAttributes): MaximizeQOutputs;
export function maximizeQ(inputs: CriticInputs, attrs: MaximizeQAttributes): UniformOutputs;
export function maximizeQ(
  inputs: CriticInputs & Partial<ProposalInputs>,
  { bins, details = false }: MaximizeQAttributes,
): UniformOutputs | MaximizeQOutputs | MaximizeQDetails {
  const sizes = sizesOf({ ...inputs }, bins);
  if (!tf.getKernel(MAXIMIZE_Q, tf.getBackend())) {
    return tf.tidy(() => composeMaximizeQ(inputs, sizes, details));
  }
  const outputs = tf.engine().runKernel(MAXIMIZE_Q, { ...inputs }, { bins: [...bins], details }) as tf.Tensor[];
  const names = outputNames(sizes, details);
  return Object.fromEntries(names.map((name, i) => [name, outputs[i]!])) as MaximizeQOutputs;
}
