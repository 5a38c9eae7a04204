import type { Program, TensorSpec } from '../../contracts/agent.ts';
import * as tf from '../tf.ts';
import type { TensorData } from './custom-op.ts';
import type { CompiledProgram, Engine } from './engine.ts';
import { sizeOf } from './graph/graph.ts';
import { assignState, stateOf } from './program-state.ts';

/** Computes every operation as tfjs's own CPU backend does it: slow, and what every other engine is compared with. */
export const reference: Engine = {
  id: 'reference',
  async compile(program) {
    return new ReferenceProgram(program);
  },
};

class ReferenceProgram implements CompiledProgram {
  readonly inputs: Record<string, TensorData> = {};
  readonly outputs: Record<string, TensorData> = {};
  readonly facts = { nodeCount: 0, graphCount: 0, customKernelCount: 0 };
  readonly #program: Program<tf.Tensor>;
  readonly #state = new Map<string, Float32Array>();

  constructor(program: Program<tf.Tensor>) {
    this.#program = program;
    for (const [name, spec] of Object.entries(program.inputs)) {
      if (program.state.includes(name)) this.#state.set(name, new Float32Array(sizeOf(spec.shape)));
      else this.inputs[name] = allocate(spec);
    }
    // Only a run tells the shapes of the outputs.
    for (const [name, values] of Object.entries(this.#compute())) {
      if (!this.#state.has(name)) this.outputs[name] = values;
    }
  }

  state(name: string): Float32Array {
    return stateOf(this.#state, name);
  }

  setState(name: string, values: ArrayLike<number>): void {
    assignState(name, this.state(name), values);
  }

  async run(): Promise<void> {
    for (const [name, values] of Object.entries(this.#compute())) {
      (this.#state.get(name) ?? this.outputs[name]!).set(values);
    }
  }

  async dispose(): Promise<void> {}

  /** Every output, in arrays of its own. */
  #compute(): Record<string, TensorData> {
    return tf.tidy(() => {
      const tensors = Object.entries(this.#program.inputs).map(([name, { shape, dtype }]) => {
        const values = this.#state.get(name) ?? this.inputs[name]!;
        return [name, tf.tensor(values, [...shape], dtype)];
      });
      const outputs = Object.entries(this.#program.run(Object.fromEntries(tensors)));
      return Object.fromEntries(outputs.map(([name, tensor]) => [name, values(tensor)]));
    });
  }
}

function allocate({ shape, dtype }: TensorSpec): TensorData {
  return dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape));
}

function values(tensor: tf.Tensor): TensorData {
  const data = tensor.dataSync();
  return tensor.dtype === 'float32' ? Float32Array.from(data) : Int32Array.from(data);
}
