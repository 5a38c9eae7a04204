import { registerCustomOp, type CustomOp } from '../engine/custom-op.ts';
import { Allocator } from '../wasm/allocator.ts';
import { allocateMemory } from '../wasm/memory.ts';
import { wasmModule } from '../wasm/module.ts';
import { ADAM } from './adam.ts';

/** The names of what a step changes, in the operation's order. */
const CHANGED = ['parameters', 'moment1', 'moment2', 'targetParameters'];

/** The kernel, as `kernel.as.ts` says. */
interface Instance {
  step(
    ...args: [
      ...[count: number, parameters: number, gradient: number, moment1: number, moment2: number],
      ...[beta1: number, beta1Rest: number, beta2: number, beta2Rest: number, stepSize: number, epsilon: number],
    ]
  ): void;
  follow(count: number, target: number, parameters: number, rate: number): void;
}

/** `adam` as one SIMD WebAssembly kernel on memory of its own, for engines that run on the CPU. */
export const fusedAdam: CustomOp = {
  kernelName: ADAM,

  outputs: (inputs) => changed(inputs).map((name) => inputs[name]!),

  async instantiate(inputs, attrs) {
    const { beta1, beta2 } = attrs as { beta1: number; beta2: number };
    const layout = new Allocator();
    const names = Object.keys(inputs);
    for (const name of names)
      layout.array(
        name,
        inputs[name]!.shape.reduce((size, length) => size * length, 1),
      );
    const memory = allocateMemory(layout.byteLength);
    const { exports } = new WebAssembly.Instance(await wasmModule('adam'), { env: { memory } });
    const { step, follow } = exports as unknown as Instance;

    const at = (name: string) => layout.regions[name]?.address ?? 0;
    const view = (name: string) => {
      const { address, length } = layout.regions[name]!;
      return new Float32Array(memory.buffer, address, length);
    };
    const views = Object.fromEntries(names.map((name) => [name, view(name)]));
    const count = views['parameters']!.length;
    return {
      inputs: views,
      outputs: changed(inputs).map((name) => views[name]!),
      run() {
        const [stepSize, epsilon] = [views['stepSize']![0]!, views['epsilon']![0]!];
        const [parameters, gradient, moment1, moment2] = ['parameters', 'gradient', 'moment1', 'moment2'].map(at);
        step(
          ...([count, parameters!, gradient!, moment1!, moment2!] as const),
          ...([beta1, 1 - beta1, beta2, 1 - beta2, stepSize, epsilon] as const),
        );
        const rate = views['targetRate']?.[0] ?? 0;
        // Most targets are copied now and then, and stay as they are meanwhile.
        if (rate !== 0) follow(count, at('targetParameters'), parameters!, rate);
      },
      dispose() {}, // The memory goes with the last reference to it.
    };
  },
};

registerCustomOp(fusedAdam);

const changed = (inputs: Readonly<Record<string, unknown>>) => CHANGED.filter((name) => name in inputs);
