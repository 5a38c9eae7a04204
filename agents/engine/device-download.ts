import * as ort from 'onnxruntime-node';
import type { OnnxNode, Value } from './graph/graph.ts';
import { encodeModel } from './onnx-model.ts';

/** Brings tensors from a device: by a model that copies, since onnxruntime's own way ends the process (1.30). */
export class DeviceDownload {
  readonly #options: ort.InferenceSession.SessionOptions;
  readonly #sessions = new Map<string, Promise<ort.InferenceSession>>();

  /** @param options of the sessions whose tensors are brought */
  constructor(options: ort.InferenceSession.SessionOptions) {
    this.#options = options;
  }

  /** @param tensor float32 */
  async fetch(tensor: ort.Tensor): Promise<Float32Array> {
    const key = String(tensor.dims);
    if (!this.#sessions.has(key)) this.#sessions.set(key, createCopier(tensor.dims, this.#options));
    const session = await this.#sessions.get(key)!;
    const values = new Float32Array(tensor.size);
    await session.run({ from: tensor }, { to: new ort.Tensor('float32', values, tensor.dims) });
    return values;
  }

  async release(): Promise<void> {
    for (const session of this.#sessions.values()) await (await session).release();
  }
}

function createCopier(shape: readonly number[], options: ort.InferenceSession.SessionOptions) {
  const [from, to]: [Value, Value] = [
    { id: 0, shape, dtype: 'float32' },
    { id: 1, shape, dtype: 'float32' },
  ];
  const copy: OnnxNode = { kind: 'onnx', id: 2, opType: 'Identity', inputs: [from], outputs: [to], attributes: {} };
  return ort.InferenceSession.create(encodeModel({ nodes: [copy], inputs: { from }, outputs: { to } }), options);
}
