import type { Program } from '../../contracts/agent.ts';
import type { Availability } from '../../contracts/engines.ts';
import type { EngineId } from '../../contracts/run.ts';
import type { Tensor } from '../tf.ts';
import type { TensorData } from './custom-op.ts';

/** What computes an agent's programs. */
export interface Engine {
  readonly id: EngineId;
  readonly title: string;
  /**
   * Whether programs that act may run on it: these are in several threads of a process at once, which not every device
   * can serve.
   */
  readonly canAct: boolean;
  /** Looks whether it works here. Native code is loaded for that: where it ends the process, so does this. */
  availability(): Promise<Availability>;
  /**
   * @throws WorkbenchError `engine-failed`: the program does something that this engine cannot, or its device is lost or
   * out of memory, as running and reading state may find too.
   */
  compile(program: Program<Tensor>, options?: CompileOptions): Promise<CompiledProgram>;
}

export interface CompileOptions {
  /** Threads within one operation; 1 if not given. */
  readonly threads?: number;
}

/**
 * A program with its memory. The host writes `inputs` in place, runs, and reads `outputs`; state is fed back from run
 * to run. An instance runs one call at a time.
 */
export interface CompiledProgram {
  /** Every input that is not state. */
  readonly inputs: Readonly<Record<string, TensorData>>;
  /** Every output that is not state; valid until the next run. Booleans come as int32. */
  readonly outputs: Readonly<Record<string, TensorData>>;
  /** The present values of a state input, to be read until the next run. Zero at the start. */
  state(name: string): Promise<Float32Array>;
  /** @throws RangeError if `values` has another length than the state. */
  setState(name: string, values: ArrayLike<number>): void;
  run(): Promise<void>;
  /** Releases memory and threads; the instance is of no use afterwards. */
  dispose(): Promise<void>;
  readonly facts: ProgramFacts;
}

/** The size of a compiled program, for reports. */
export interface ProgramFacts {
  /** Graph operations and custom kernels; 0 where nothing is compiled. */
  readonly nodeCount: number;
  readonly graphCount: number;
  readonly customKernelCount: number;
  /** Graph operations that a device left to the processor, with how often each: `CumSum ×2`. */
  readonly onProcessor?: readonly string[];
}
