import * as ort from 'onnxruntime-node';
import type { TensorSpecs } from '../../contracts/agent.ts';
import type { TensorData } from './custom-op.ts';
import type { DeviceDownload } from './device-download.ts';
import { asEngine } from './engine-failure.ts';
import type { CompiledProgram, ProgramFacts } from './engine.ts';
import { hostTensor } from './host-tensor.ts';
import { requireLength, stateOf } from './program-state.ts';

export interface DeviceProgramParts {
  readonly session: ort.InferenceSession;
  readonly inputs: TensorSpecs;
  /** All but the state. */
  readonly outputs: TensorSpecs;
  /** Of each state its name among the session's outputs, which the session leaves on the device. */
  readonly next: ReadonlyMap<string, string>;
  readonly facts: ProgramFacts;
  readonly download: DeviceDownload;
}

/**
 * A program of one graph whose state stays on the device: what a run returns goes into the next run as it is. Only what
 * the host gives and asks for crosses over.
 */
export class DeviceProgram implements CompiledProgram {
  readonly inputs: Record<string, TensorData> = {};
  readonly outputs: Record<string, TensorData> = {};
  readonly facts: ProgramFacts;
  readonly #parts: DeviceProgramParts;
  readonly #feeds: Record<string, ort.Tensor> = {};
  /** On the device after a run; the host's own where it has set them. */
  readonly #state = new Map<string, ort.Tensor>();

  constructor(parts: DeviceProgramParts) {
    this.#parts = parts;
    this.facts = parts.facts;
    for (const [name, spec] of Object.entries(parts.inputs)) {
      const tensor = hostTensor(spec);
      if (parts.next.has(name)) this.#state.set(name, tensor);
      else [this.#feeds[name], this.inputs[name]] = [tensor, tensor.data as TensorData];
    }
    for (const [name, spec] of Object.entries(parts.outputs)) this.outputs[name] = hostTensor(spec).data as TensorData;
  }

  async state(name: string): Promise<Float32Array> {
    const tensor = stateOf(this.#state, name);
    if (tensor.location === 'cpu') return tensor.data as Float32Array;
    return asEngine('onnx-webgpu', () => this.#parts.download.fetch(tensor));
  }

  setState(name: string, values: ArrayLike<number>): void {
    const { dims, size } = stateOf(this.#state, name);
    requireLength(name, size, values);
    this.#replace(name, new ort.Tensor('float32', Float32Array.from(values), dims));
  }

  async run(): Promise<void> {
    const feeds = { ...this.#feeds, ...Object.fromEntries(this.#state) };
    const results = await asEngine('onnx-webgpu', () => this.#parts.session.run(feeds));
    for (const [name, next] of this.#parts.next) this.#replace(name, results[next]!);
    for (const [name, values] of Object.entries(this.outputs)) values.set(results[name]!.data as TensorData);
  }

  async dispose(): Promise<void> {
    for (const tensor of this.#state.values()) tensor.dispose();
    await this.#parts.download.release();
    await this.#parts.session.release();
  }

  #replace(name: string, tensor: ort.Tensor): void {
    this.#state.get(name)!.dispose();
    this.#state.set(name, tensor);
  }
}
