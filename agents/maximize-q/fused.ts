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

  async instantiate(inputs, attrs) {
    const { bins, details } = attributesOf(attrs);
    const sizes = sizesOf(inputs, bins);
    const kernel = await createKernel(sizes);
    return {
      inputs: Object.fromEntries(Object.entries(inputs).map(([name, { dtype }]) => [name, kernel.view(name, dtype)])),
      outputs: outputSpecs(sizes, details).map(([name, { dtype }]) => kernel.view(name, dtype)),
      run() {
        kernel.prepare();
        if (sizes.proposals > 0) {
          kernel.sample();
          kernel.scoreProposals();
        }
        kernel.scoreUniform();
        kernel.select();
      },
      // The memory goes with the last reference to it.
      dispose() {},
    };
  },
};

registerCustomOp(fusedMaximizeQ);

/** The outputs by name, in the operation's order. */
function outputSpecs(sizes: Sizes, details: boolean): [name: string, spec: TensorSpec][] {
  const { states, proposals, uniforms, dimensions } = sizes;
  const specs: Record<OutputName, TensorSpec> = {
    action: { shape: [states, dimensions], dtype: 'int32' },
    q: { shape: [states], dtype: 'float32' },
    proposalMax: { shape: [states], dtype: 'float32' },
    uniformMax: { shape: [states], dtype: 'float32' },
    proposals: { shape: [states, proposals, dimensions], dtype: 'int32' },
    proposalQ: { shape: [states, proposals], dtype: 'float32' },
    uniformQ: { shape: [states, uniforms], dtype: 'float32' },
  };
  return outputNames(sizes, details).map((name) => [name, specs[name]]);
}

function attributesOf(attrs: Attributes): Required<Pick<MaximizeQAttributes, 'bins' | 'details'>> {
  const { bins, details = false } = attrs as unknown as MaximizeQAttributes;
  return { bins, details };
}
