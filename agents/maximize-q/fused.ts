import type { TensorSpec } from '../../contracts/agent.ts';
import { registerCustomOp, type Attributes, type CustomOp } from '../engine/custom-op.ts';
import { createKernel } from './kernel.ts';
import { MAXIMIZE_Q, type MaximizeQAttributes } from './maximize-q.ts';
import { outputNames, type OutputName, type Sizes, sizesOf } from './shapes.ts';

/** `maximizeQ` as one SIMD WebAssembly kernel (`kernel.as.ts`), for engines that run on the CPU. */
export const fusedMaximizeQ: CustomOp = {
  kernelName: MAXIMIZE_Q,

  outputs(inputs, attrs) {
    const { bins, details } = attributesOf(attrs);
    return outputSpecs(sizesOf(inputs, bins), details).map(([, spec]) => spec);
  },

  async instantiate(inputs, attrs, threads) {
    const { bins, details } = attributesOf(attrs);
    const sizes = sizesOf(inputs, bins);
    const kernel = await createKernel(sizes, threads);
    return {
      inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, kernel.view(name)])),
      outputs: outputSpecs(sizes, details).map(([name]) => kernel.view(name)),
      run: kernel.run,
      dispose: kernel.dispose,
    };
  },
};

registerCustomOp(fusedMaximizeQ);

/** The outputs by name, in the operation's order. */
function outputSpecs(sizes: Sizes, details: boolean): [name: string, spec: TensorSpec][] {
  const { states, proposals, uniforms, dimensions } = sizes;
  const shapes: Record<OutputName, readonly number[]> = {
    action: [states, dimensions],
    q: [states],
    proposalMax: [states],
    uniformMax: [states],
    proposals: [states, proposals, dimensions],
    proposalQ: [states, proposals],
    uniformQ: [states, uniforms],
  };
  return outputNames(sizes, details).map((name) => [name, { shape: shapes[name], dtype: 'float32' }]);
}

function attributesOf(attrs: Attributes): Required<Pick<MaximizeQAttributes, 'bins' | 'details'>> {
  const { bins, details = false } = attrs as unknown as MaximizeQAttributes;
  return { bins, details };
}
