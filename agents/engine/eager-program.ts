import type { Program, TensorSpec } from '../../contracts/agent.ts';
import type { EngineId } from '../../contracts/run.ts';
import * as tf from '../tf.ts';
import type { TensorData } from './custom-op.ts';
import { asEngine } from './engine-failure.ts';
import type { CompiledProgram } from './engine.ts';
import { sizeOf } from './graph/graph.ts';
import { requireLength, stateOf } from './program-state.ts';

type Tensors = Record<string, tf.Tensor>;

/** A program that one of tfjs's backends computes operation by operation, where its state stays from run to run. */
export class EagerProgram implements CompiledProgram {
  readonly inputs: Record<string, TensorData> = {};
  readonly outputs: Record<string, TensorData> = {};
  readonly facts = { nodeCount: 0, graphCount: 0, customKernelCount: 0 };
  readonly #program: Program<tf.Tensor>;
  readonly #engine: EngineId;
  readonly #backend: string;
  readonly #state = new Map<string, tf.Tensor>();

  /** @param backend its name in tfjs's registry */
  constructor(program: Program<tf.Tensor>, engine: EngineId, backend: string) {
    this.#program = program;
    this.#engine = engine;
    this.#backend = backend;
    for (const [name, spec] of Object.entries(program.inputs)) {
      if (program.state.includes(name)) this.#keep(name, spec, new Float32Array(sizeOf(spec.shape)));
      else this.inputs[name] = allocate(spec);
    }
    // Only a run tells the shapes of the outputs.
    for (const [name, tensor] of Object.entries(this.#compute())) {
      if (!this.#state.has(name)) this.outputs[name] = allocate(tensor);
      tensor.dispose();
    }
  }

  async state(name: string): Promise<Float32Array> {
    const tensor = stateOf(this.#state, name);
    return asEngine(this.#engine, async () => (await tensor.data()) as Float32Array);
  }

  setState(name: string, values: ArrayLike<number>): void {
    const { shape, size } = stateOf(this.#state, name);
    requireLength(name, size, values);
    this.#keep(name, { shape, dtype: 'float32' }, Float32Array.from(values));
  }

  async run(): Promise<void> {
    await asEngine(this.#engine, async () => {
      for (const [name, tensor] of Object.entries(this.#compute())) await this.#take(name, tensor);
    });
  }

  async dispose(): Promise<void> {
    for (const tensor of this.#state.values()) tensor.dispose();
  }

  async #take(name: string, tensor: tf.Tensor): Promise<void> {
    if (this.#state.has(name)) {
      this.#state.get(name)!.dispose();
      this.#state.set(name, tensor);
    } else {
      this.outputs[name]!.set(await tensor.data());
      tensor.dispose();
    }
  }

  #keep(name: string, { shape, dtype }: TensorSpec, values: Float32Array): void {
    this.#state.get(name)?.dispose();
    this.#state.set(
      name,
      onBackend(this.#backend, () => tf.keep(tf.tensor(values, [...shape], dtype))),
    );
  }

  /** Every output, as a tensor of its own. */
  #compute(): Tensors {
    return onBackend(this.#backend, () =>
      tf.tidy(() => {
        // Copies: a backend may keep the very array it is given.
        const fed = Object.entries(this.#program.inputs).map(([name, { shape, dtype }]) => [
          name,
          this.#state.get(name) ?? tf.tensor(this.inputs[name]!.slice(), [...shape], dtype),
        ]);
        const outputs = Object.entries(this.#program.run(Object.fromEntries(fed) as Tensors));
        return Object.fromEntries(outputs.map(([name, tensor]) => [name, tf.clone(tensor)]));
      }),
    );
  }
}

function onBackend<T>(name: string, compute: () => T): T {
  const caller = tf.getBackend();
  if (caller === name) return compute();
  tf.setBackend(name);
  try {
    return compute();
  } finally {
    tf.setBackend(caller);
  }
}

function allocate({ shape, dtype }: { readonly shape: readonly number[]; readonly dtype: string }): TensorData {
  return dtype === 'float32' ? new Float32Array(sizeOf(shape)) : new Int32Array(sizeOf(shape));
}
