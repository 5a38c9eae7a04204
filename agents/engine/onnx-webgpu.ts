import * as ort from 'onnxruntime-node';
import type { Program, TensorSpec } from '../../contracts/agent.ts';
import type { Tensor } from '../tf.ts';
import { DeviceDownload } from './device-download.ts';
import { DeviceProgram } from './device-program.ts';
import { asEngine, inOneLine } from './engine-failure.ts';
import type { Engine } from './engine.ts';
import type { Value } from './graph/graph.ts';
import { plainGraph } from './graph/plain-graph.ts';
import { hostTensor, hostTensors } from './host-tensor.ts';
import { encodeModel } from './onnx-model.ts';
import { createProfiledSession } from './profiled-session.ts';
import { trace } from './trace.ts';

const sessionOptions: ort.InferenceSession.SessionOptions = {
  executionProviders: ['webgpu'],
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  // What goes wrong is thrown.
  logSeverityLevel: 4,
};

/**
 * Runs a program as one ONNX graph on any vendor's graphics card, by onnxruntime's WebGPU provider (Dawn on Vulkan,
 * Metal or Direct3D). Its device is one for the whole process and bears calls from one thread alone: a second thread
 * that uses it ends the process (onnxruntime 1.30).
 */
export const onnxWebgpu: Engine = {
  id: 'onnx-webgpu',
  title: 'Graphics card (WebGPU)',
  canAct: false,
  async availability() {
    try {
      await new DeviceDownload(sessionOptions).fetch(hostTensor({ shape: [1], dtype: 'float32' }));
    } catch (error) {
      return {
        reason: `onnxruntime finds no graphics card: ${inOneLine((error as Error).message)}`,
        remedy: 'Install or update the driver of your graphics card (on Linux, its Vulkan driver).',
      };
    }
    return { device: 'a graphics card', version: `onnxruntime ${ort.env.versions.node}` };
  },
  compile: (program) => asEngine('onnx-webgpu', () => compileProgram(program)),
};

async function compileProgram(program: Program<Tensor>): Promise<DeviceProgram> {
  const { nodes, inputs, outputs } = plainGraph(trace(program, { plain: true }));
  const next = new Map(program.state.map((name) => [name, `${name}/next`]));
  const named = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [next.get(name) ?? name, value]));
  const options = {
    ...sessionOptions,
    preferredOutputLocation: Object.fromEntries([...next.values()].map((name) => [name, 'gpu-buffer' as const])),
  };
  const model = encodeModel({ nodes, inputs, outputs: named });
  const { session, onProcessor } = await createProfiledSession(model, options, hostTensors(program.inputs));
  const hostOutputs = Object.entries(outputs).filter(([name]) => !next.has(name));
  return new DeviceProgram({
    session,
    inputs: program.inputs,
    outputs: Object.fromEntries(hostOutputs.map(([name, value]) => [name, specOf(value)])),
    next,
    facts: { nodeCount: nodes.length, graphCount: 1, customKernelCount: 0, onProcessor },
    download: new DeviceDownload(sessionOptions),
  });
}

/** Outputs are of no other types. */
function specOf({ shape, dtype }: Value): TensorSpec {
  return { shape, dtype: dtype === 'int32' ? 'int32' : 'float32' };
}
