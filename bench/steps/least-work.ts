import { parameterCount } from '../../agents/nets/parameters.ts';
import { BINS, OBSERVATION, type AqlProblem, type StepKind } from '../aql-problem.ts';

/** What one call of a program cannot do without. */
export interface LeastWork {
  /** Operations of matrix products, of drawing proposals, of scoring candidates; a multiply-add counts two. */
  readonly matmul_GFLOP: number;
  readonly sampling_GFLOP: number;
  readonly scoring_GFLOP: number;
  /** Memory read and written. */
  readonly GB: number;
}

/**
 * The least work of AQL's equations for a fresh network, whose proposals are nearly uniform. Whatever is the same for
 * several samples or states counts once: samples that begin alike share their hidden layers and softmaxes, and the
 * uniform candidates' rows are summed once for all states. The step's exponentials, activations of layers, losses and
 * random numbers count nothing, nor does Adam but for its memory.
 */
export function leastWork(kind: StepKind, { config, space, program, specs }: AqlProblem): LeastWork {
  const { embeddingUnits: e, hiddenUnits: h, proposalUnits1: p1, proposalUnits2: p2, headUnits: u } = config;
  const { batchSize: states, proposals, uniformCandidates } = config;
  const dimensions = space.action.length;

  // Multiply-adds per state.
  const [embedding, branch] = [OBSERVATION * e, e * h];
  const [trunk1, trunk2, base, heads] = [e * p1, p1 * p2, p2 * dimensions * u, dimensions * u * BINS];
  const search = embedding + branch + trunk1 + trunk2 + base;
  // Forward at s and, of the target, at s'; gradients of weights, and of inputs but for the first layer's. The search has
  // done the proposal's forward pass already.
  const critic = 2 * embedding + 3 * branch + (embedding + branch);
  const proposal = trunk1 + 2 * (trunk2 + base) + 3 * heads;
  const matmul = states * (search + (kind === 'learn' ? critic + proposal : 0));

  const beginnings = Array.from({ length: dimensions + 1 }, (_, d) => distinct(proposals, BINS ** d));
  const [inner, named] = [sum(beginnings.slice(0, -1)), sum(beginnings.slice(1))];
  const sampling = states * inner * (3 * u + 2 * u * BINS);
  const uniforms = distinct(uniformCandidates, BINS ** dimensions);
  // A row added for every sub-action; of each candidate the state added, a relu, a multiply-add.
  const ofProposals = named * h + 3 * h * beginnings.at(-1)!;
  const scoring = states * (ofProposals + 4 * h * uniforms) + (dimensions - 1) * h * uniforms;

  // Parameters, and for an update the target's, both moments of Adam, and all but the target's written too.
  const parameters = parameterCount(specs) * (kind === 'learn' ? 7 : 1);
  const inputs = sum(
    Object.entries(program.inputs)
      .filter(([name]) => name !== 'parameters' && !program.state.includes(name))
      .map(([, { shape }]) => shape.reduce((size, length) => size * length, 1)),
  );
  const bytes = 4 * (parameters + inputs);
  return {
    matmul_GFLOP: (2 * matmul) / 1e9,
    sampling_GFLOP: sampling / 1e9,
    scoring_GFLOP: scoring / 1e9,
    GB: bytes / 1e9,
  };
}

export const leastOperations_GFLOP = ({ matmul_GFLOP, sampling_GFLOP, scoring_GFLOP }: LeastWork): number =>
  matmul_GFLOP + sampling_GFLOP + scoring_GFLOP;

/** How many of `kinds` equally likely ones are expected among `draws`. */
const distinct = (draws: number, kinds: number): number => -kinds * Math.expm1(draws * Math.log1p(-1 / kinds));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The machine's peaks. */
export interface Peaks {
  readonly GFLOPs: number;
  readonly GBs: number;
}

/**
 * The roofline's lower bound (Williams, Waterman & Patterson 2009), ms: no faster than the operations at the matmul peak,
 * nor than the memory at its bandwidth, and both may go on at once.
 */
export function lowerBound_ms(work: LeastWork, peaks: Peaks): number {
  return 1e3 * Math.max(leastOperations_GFLOP(work) / peaks.GFLOPs, work.GB / peaks.GBs);
}
