import type { Program } from '../../contracts/agent.ts';
import { WorkbenchError } from '../../contracts/errors.ts';
import * as tf from '../tf.ts';
import type { Graph, Value } from './graph/graph.ts';
import { cast } from './graph/ops.ts';
import { kernels } from './kernels/index.ts';
import type { Kernel } from './kernels/kernel.ts';
import { PLAIN_TRACE, TRACE, TraceBackend } from './trace-backend.ts';

const backends = { [TRACE]: new TraceBackend(), [PLAIN_TRACE]: new TraceBackend() } as const;
type BackendName = keyof typeof backends;
const backendNames = Object.keys(backends) as BackendName[];
for (const name of backendNames) {
  // The lowest priority: tfjs must never pick it by itself.
  tf.registerBackend(name, () => backends[name], 0);
  for (const [kernelName, kernel] of Object.entries(kernels)) register(name, kernelName, kernel);
}

export interface TraceOptions {
  /** Values of inputs that are to be part of the graph. */
  readonly constants?: Readonly<Record<string, Float32Array>>;
  /** Whether to do without custom operations, composing what they compute of others. */
  readonly plain?: boolean;
}

/**
 * Runs the program's function once, on tensors without values, and returns what it computes.
 *
 * @throws WorkbenchError `unsupported` if the function reads a tensor's values, uses a kernel that has no compiled
 * form, or a constant that is not finite.
 */
export function trace(program: Program<tf.Tensor>, { constants = {}, plain = false }: TraceOptions = {}): Graph {
  refuseOtherKernels();
  const caller = tf.getBackend();
  const name = plain ? PLAIN_TRACE : TRACE;
  tf.setBackend(name);
  tf.engine().startScope('trace');
  try {
    return record(backends[name], program, constants);
  } finally {
    tf.engine().endScope();
    tf.setBackend(caller);
  }
}

function record(
  backend: TraceBackend,
  program: Program<tf.Tensor>,
  constants: Readonly<Record<string, Float32Array>>,
): Graph {
  const g = backend.begin();
  const inputs: Record<string, Value> = {};
  const tensors: Record<string, tf.Tensor> = {};
  for (const [name, { shape, dtype }] of Object.entries(program.inputs)) {
    const baked = constants[name];
    const value = baked ? g.constant(shape, dtype, baked) : g.input(shape, dtype);
    if (!baked) inputs[name] = value;
    tensors[name] = backend.tensor(value);
  }
  const outputs: Record<string, Value> = {};
  for (const [name, tensor] of Object.entries(program.run(tensors))) {
    const value = backend.value(tensor);
    outputs[name] = value.dtype === 'bool' ? cast(g, value, 'int32') : value;
  }
  for (const name of program.state) requireSame(name, inputs[name], outputs[name]);
  return { inputs, outputs };
}

function requireSame(name: string, before?: Value, after?: Value): void {
  const words = (value?: Value) => (value ? `${value.dtype} [${value.shape}]` : 'nothing');
  if (before && words(before) === words(after)) return;
  throw new WorkbenchError(
    'unsupported',
    `The state '${name}' goes in as ${words(before)} and comes out as ${words(after)}.`,
    'Return every state input under its own name, with the same shape and type.',
  );
}

function register(backendName: BackendName, kernelName: string, kernel: Kernel): void {
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => backends[backendName].record(kernel, inputs, attrs ?? {}),
  });
}

/** tfjs's own words for a missing kernel would not help; custom ones can be registered at any time. */
function refuseOtherKernels(): void {
  for (const { kernelName } of tf.getKernelsForBackend('cpu')) {
    for (const name of backendNames) {
      if (!tf.getKernel(kernelName, name)) register(name, kernelName, () => refuse(kernelName));
    }
  }
}

function refuse(kernelName: string): never {
  throw new WorkbenchError(
    'unsupported',
    `The operation ${kernelName} has no compiled form.`,
    'Compose it of other operations, or use the reference engine.',
  );
}
