import type { GraphBuilder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';

/** What a tfjs kernel becomes in a graph. Types and gradients are tfjs's own; a kernel adds only the forward meaning. */
export type Kernel = (
  g: GraphBuilder,
  inputs: Readonly<Record<string, Value>>,
  attrs: Readonly<Record<string, unknown>>,
) => Value | readonly Value[];

/** Kernels by their tfjs names. */
export type KernelTable = Readonly<Record<string, Kernel>>;

/** Types a kernel by the input names `I` and attributes `A` that tfjs gives it. */
export function kernel<I extends string, A = unknown>(
  build: (g: GraphBuilder, inputs: Readonly<Record<I, Value>>, attrs: A) => Value | readonly Value[],
): Kernel {
  return build as Kernel;
}
