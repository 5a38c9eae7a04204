import * as ort from 'onnxruntime-node';
import type { Program } from '../../contracts/agent.ts';
import type { Tensor } from '../tf.ts';
import type { CustomKernel } from './custom-op.ts';
import { asEngine } from './engine-failure.ts';
import type { Engine } from './engine.ts';
import { customInputSpecs } from './graph/builder.ts';
import type { CustomNode, Graph, Value } from './graph/graph.ts';
import { type Level, levelsOf } from './graph/levels.ts';
import { type MemoryPlan, planMemory } from './memory.ts';
import { encodeModel } from './onnx-model.ts';
import { OnnxProgram, type Stage, type Tensors } from './onnx-program.ts';
import { trace } from './trace.ts';

/**
 * Runs a program as ONNX graphs on onnxruntime, cut at the custom operations. Tensors are created once, over memory
 * that stays; a run copies nothing between host, graphs and kernels where they can share it.
 */
export const onnxCpu: Engine = {
  id: 'onnx-cpu',
  title: 'Processor',
  canAct: true,
  availability: async () => ({ device: 'the processor', version: `onnxruntime ${ort.env.versions.node}` }),
  async compile(program, { threads = 1 } = {}) {
    const graph = trace(program);
    return asEngine('onnx-cpu', () => prepareProgram(program, graph, threads));
  },
};

async function prepareProgram(program: Program<Tensor>, graph: Graph, threads: number): Promise<OnnxProgram> {
  const levels = levelsOf(graph);
  const kernels = new Map<CustomNode, CustomKernel>();
  for (const node of levels.flatMap((level) => level.customs)) {
    kernels.set(node, await node.op.instantiate(customInputSpecs(node), node.attrs, threads));
  }
  const plan = planMemory(program, graph, levels, kernels);
  const stages: Stage[] = [];
  for (const level of levels) stages.push(await prepare(level, plan, kernels, threads));
  return new OnnxProgram(plan, stages);
}

const sessionOptions = (threads: number): ort.InferenceSession.SessionOptions => ({
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  // What goes wrong is thrown.
  logSeverityLevel: 4,
  // Waiting threads must leave the cores to simulation.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});

async function prepare(
  level: Level,
  plan: MemoryPlan,
  kernels: ReadonlyMap<CustomNode, CustomKernel>,
  threads: number,
): Promise<Stage> {
  const [inputs, outputs] = [named(level.inputs), named(level.outputs)];
  const call = (parity: 0 | 1) => ({
    feeds: bind(inputs, plan, parity),
    fetches: bind(outputs, plan, parity),
  });
  return {
    nodeCount: level.nodes.length,
    session: level.nodes.length ? await createSession(level, inputs, outputs, threads) : undefined,
    calls: [call(0), call(1)],
    kernels: level.customs.map((node) => ({ kernel: kernels.get(node)!, moves: plan.movesBefore.get(node)! })),
  };
}

function createSession(
  { nodes }: Level,
  inputs: Record<string, Value>,
  outputs: Record<string, Value>,
  threads: number,
): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(encodeModel({ nodes, inputs, outputs }), sessionOptions(threads));
}

const named = (values: readonly Value[]) => Object.fromEntries(values.map((value) => [`value_${value.id}`, value]));

function bind(values: Record<string, Value>, { places }: MemoryPlan, parity: 0 | 1): Tensors {
  const tensor = (value: Value) => new ort.Tensor(value.dtype, places.get(value)![parity] as never, value.shape);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, tensor(value)]));
}
