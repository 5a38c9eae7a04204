import type * as ort from 'onnxruntime-node';
import type { CustomKernel, TensorData } from './custom-op.ts';
import { asEngine } from './engine-failure.ts';
import type { CompiledProgram, ProgramFacts } from './engine.ts';
import type { MemoryPlan, Move } from './memory.ts';
import { requireLength, stateOf } from './program-state.ts';

export type Tensors = Record<string, ort.Tensor>;
/** Arguments of a session's run. */
interface Call {
  readonly feeds: Tensors;
  readonly fetches: Tensors;
}
/** A custom kernel, and what it needs in its memory first. */
interface KernelCall {
  readonly kernel: CustomKernel;
  readonly moves: readonly Move[];
}
/** A level, ready to run. `calls` are for even and for odd runs. */
export interface Stage {
  readonly nodeCount: number;
  readonly session: ort.InferenceSession | undefined;
  readonly calls: readonly [Call, Call];
  readonly kernels: readonly KernelCall[];
}

/** The stages of a compiled program, run one after the other. */
export class OnnxProgram implements CompiledProgram {
  readonly inputs: CompiledProgram['inputs'];
  readonly outputs: CompiledProgram['outputs'];
  readonly facts: ProgramFacts;
  readonly #plan: MemoryPlan;
  readonly #stages: readonly Stage[];
  #parity: 0 | 1 = 0;

  constructor(plan: MemoryPlan, stages: readonly Stage[]) {
    this.inputs = plan.inputs;
    this.outputs = plan.outputs;
    this.#plan = plan;
    this.#stages = stages;
    const customKernelCount = stages.reduce((count, stage) => count + stage.kernels.length, 0);
    this.facts = {
      nodeCount: stages.reduce((count, stage) => count + stage.nodeCount, customKernelCount),
      graphCount: stages.filter((stage) => stage.session).length,
      customKernelCount,
    };
  }

  async state(name: string): Promise<Float32Array> {
    return this.#present(name);
  }

  setState(name: string, values: ArrayLike<number>): void {
    const present = this.#present(name);
    requireLength(name, present.length, values);
    present.set(values);
  }

  async run(): Promise<void> {
    const parity = this.#parity;
    for (const { session, calls, kernels } of this.#stages) {
      if (session) {
        const { feeds, fetches } = calls[parity];
        release(await asEngine('onnx-cpu', () => session.run(feeds, fetches)), fetches);
      }
      for (const { kernel, moves } of kernels) {
        move(moves, parity);
        kernel.run();
      }
    }
    move(this.#plan.movesAfter, parity);
    this.#parity = parity === 0 ? 1 : 0;
  }

  #present(name: string): Float32Array {
    return stateOf(this.#plan.state, name)[this.#parity] as Float32Array;
  }

  async dispose(): Promise<void> {
    for (const { session, kernels } of this.#stages) {
      await session?.release();
      for (const { kernel } of kernels) kernel.dispose();
    }
  }
}

function move(moves: readonly Move[], parity: 0 | 1): void {
  for (const { from, to } of moves) (to[parity] as TensorData).set(from[parity] as TensorData);
}

/**
 * onnxruntime wraps outputs in new arrays, though they lie where they were asked for. Without these wrappers the garbage
 * collector, which counts them as memory of their own, has hardly anything to do.
 */
function release(results: ort.InferenceSession.ReturnType, fetches: Tensors): void {
  for (const name in results) {
    const { buffer } = results[name]!.data as TensorData;
    if (buffer instanceof ArrayBuffer && buffer !== (fetches[name]!.data as TensorData).buffer) buffer.transfer(0);
  }
}
