import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import onnxProto from 'onnx-proto';
import * as tf from '../tf.ts';
import { exportOnnx } from './export-onnx.ts';
import { expectClose, stateless } from './testing/compare.ts';
import { regression } from './testing/regression.ts';
import { rowMaximum } from './testing/row-maximum.ts';

const matrix = { shape: [2, 3], dtype: 'float32' } as const;

const policy = stateless({ parameters: { shape: [12], dtype: 'float32' }, observation_t: matrix }, (inputs) => {
  const q = tf.matMul(inputs.observation_t!, tf.reshape(inputs.parameters!, [3, 4]));
  return { q, action_t: tf.argMax(q, 1), observation: inputs.observation_t!, again: tf.clone(q), zero: tf.zeros([1]) };
});
const parameters = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
const observation_t = Float32Array.of(1, 2, 3, -1, 0, 1);

describe('an exported program', () => {
  it('computes in onnxruntime what it computes here, with its inputs and outputs by name', async () => {
    const session = await ort.InferenceSession.create(exportOnnx(policy, { metadata: {}, constants: { parameters } }));
    expect(session.inputNames).toEqual(['observation_t']);
    expect(session.outputNames).toEqual(['q', 'action_t', 'observation', 'again', 'zero']);
    const results = await session.run({ observation_t: new ort.Tensor('float32', observation_t, [2, 3]) });
    const expected = tf.tidy(() => {
      const outputs = policy.run({
        parameters: tf.tensor1d(parameters),
        observation_t: tf.tensor2d(observation_t, [2, 3]),
      });
      return Object.entries(outputs).map(([name, tensor]) => [name, tensor.dataSync()] as const);
    });
    for (const [name, values] of expected) expectClose(results[name]!.data as Float32Array, values, name);
    await session.release();
  });

  it('keeps inputs that are not given as constants', async () => {
    const session = await ort.InferenceSession.create(exportOnnx(policy, { metadata: {} }));
    expect(session.inputNames).toEqual(['parameters', 'observation_t']);
    await session.release();
  });

  it('carries its metadata', () => {
    const model = onnxProto.onnx.ModelProto.decode(exportOnnx(policy, { metadata: { task: 'reaching', seed: '1' } }));
    expect(model.metadataProps.map(({ key, value }) => [key, value])).toEqual([
      ['task', 'reaching'],
      ['seed', '1'],
    ]);
  });

  it('has neither state nor custom operations', () => {
    expect(() => exportOnnx(regression, { metadata: {} })).toThrow("state 'parameters'");
    const custom = stateless({ x: matrix, y: { shape: [3], dtype: 'float32' } }, ({ x, y }) => ({
      best: rowMaximum(x!, y!)[0],
    }));
    expect(() => exportOnnx(custom, { metadata: {} })).toThrow('TestRowMaximum');
  });
});
