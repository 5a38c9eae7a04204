import { WorkbenchError } from '../../contracts/errors.ts';
import { EagerProgram } from './eager-program.ts';
import { asEngine } from './engine-failure.ts';
import type { Engine } from './engine.ts';
import { loadTensorflow, TENSORFLOW } from './tensorflow/load.ts';

/**
 * Computes every operation by TensorFlow, through `@tensorflow/tfjs-node-gpu`, which is fetched only if asked for: on an
 * NVIDIA card where CUDA is installed, else on the processor.
 */
export const cuda: Engine = {
  id: 'cuda',
  title: 'TensorFlow (CUDA)',
  canAct: true,
  async availability() {
    const loaded = loadTensorflow();
    if ('reason' in loaded) return loaded;
    const { onGpu, packageName, packageVersion, tensorflowVersion } = loaded;
    const device = onGpu ? 'an NVIDIA card' : 'the processor: TensorFlow found no CUDA card';
    return { device, version: `${packageName} ${packageVersion}, TensorFlow ${tensorflowVersion}` };
  },
  async compile(program) {
    const loaded = loadTensorflow();
    if ('reason' in loaded) throw new WorkbenchError('engine-failed', loaded.reason, loaded.remedy);
    return asEngine('cuda', async () => new EagerProgram(program, 'cuda', TENSORFLOW));
  },
};
