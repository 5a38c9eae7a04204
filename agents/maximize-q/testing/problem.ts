/** Random problems for the tests and the benchmark of `maximizeQ`. */
import type { TensorSpec } from '../../../contracts/agent.ts';
import { Random } from '../../../contracts/random.ts';
import type { TensorData } from '../../engine/custom-op.ts';
import { productOfBins } from '../../nets/product-space.ts';
import * as tf from '../../tf.ts';
import { fusedMaximizeQ } from '../fused.ts';
import { maximizeQ, type MaximizeQInputs } from '../maximize-q.ts';

export interface ProblemOptions {
  readonly seed: number;
  readonly states: number;
  /** 0 for a continuous sub-action. */
  readonly bins: readonly number[];
  readonly embedding: number;
  readonly hidden: number;
  readonly proposals: number;
  readonly uniforms: number;
  readonly ownUniform?: boolean;
  /** Standard deviation of the heads' weights: near 0 all bins are alike, from 1 on a few samples dominate. */
  readonly sharpness?: number;
}

export interface Problem {
  readonly bins: readonly number[];
  readonly specs: Readonly<Record<keyof MaximizeQInputs, TensorSpec>>;
  readonly data: Readonly<Record<keyof MaximizeQInputs, Float32Array>>;
}

const outputNames = ['action', 'q', 'proposalMax', 'uniformMax', 'proposals', 'proposalQ', 'uniformQ'] as const;
export type Results = Readonly<Record<(typeof outputNames)[number], TensorData>>;

export function randomProblem(options: ProblemOptions): Problem {
  const { seed, states, bins, embedding, hidden, proposals, uniforms, ownUniform = false, sharpness = 1 } = options;
  const random = new Random(seed);
  const { features, choices } = productOfBins(bins);
  const normal = (scale: number) => () => scale * random.normal();
  const uniform = () => random.uniform();
  const float = (shape: number[], draw: () => number) => {
    const data = new Float32Array(shape.reduce((size, length) => size * length, 1)).map(draw);
    return { spec: { shape, dtype: 'float32' } as TensorSpec, data };
  };
  const uniformShape = [...(ownUniform ? [states] : []), uniforms, bins.length];
  let drawn = 0;
  const value = () => drawValue(bins[drawn++ % bins.length]!, random);
  const arrays = {
    stateEmbedding: float([states, embedding], normal(1)),
    actionTable: float([features.total, embedding], normal(0.5)),
    outputWeights: float([embedding], normal(1 / Math.sqrt(embedding))),
    outputBias: float([1], normal(1)),
    proposalBase: float([states, bins.length * hidden], normal(1)),
    prefixTable: float([features.total, hidden], normal(0.5)),
    headWeights: float([hidden, choices.total], normal(sharpness)),
    headBias: float([choices.total], normal(0.1)),
    proposalNoise: float([states, proposals, bins.length], uniform),
    uniformActions: float(uniformShape, value),
  };
  const pick = <K extends 'spec' | 'data'>(key: K) =>
    Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array[key]]));
  return { bins, specs: pick('spec') as Problem['specs'], data: pick('data') as Problem['data'] };
}

function drawValue(bins: number, random: Random): number {
  return bins > 0 ? random.integer(bins) : random.between(-1, 1);
}

/** All outputs of the fused kernel, copied. */
export async function runFused({ bins, specs, data }: Problem, threads = 1): Promise<Results> {
  const kernel = await fusedMaximizeQ.instantiate(specs, { bins, details: true }, threads);
  for (const [name, values] of Object.entries(data)) kernel.inputs[name]!.set(values);
  kernel.run();
  const copies = kernel.outputs.map((values) => values.slice());
  kernel.dispose();
  return Object.fromEntries(outputNames.map((name, i) => [name, copies[i]])) as unknown as Results;
}

/** All outputs of the operation composed of tfjs's own. */
export function runComposed(problem: Problem): Results {
  return tf.tidy(() => {
    const outputs = maximizeQ(tensorsOf(problem), { bins: problem.bins, details: true });
    return Object.fromEntries(
      outputNames.map((name) => [name, outputs[name].dataSync().slice()]),
    ) as unknown as Results;
  });
}

function tensorsOf({ specs, data }: Problem): MaximizeQInputs {
  const tensors = Object.entries(specs).map(([name, { shape, dtype }]) => {
    return [name, tf.tensor(data[name as keyof MaximizeQInputs], [...shape], dtype)];
  });
  return Object.fromEntries(tensors) as unknown as MaximizeQInputs;
}
