import util from 'node:util';
import type { Installable, Unavailable } from '../../../contracts/engines.ts';
import * as tf from '../../tf.ts';
import { type FoundPackage, findTensorflow } from './find.ts';

/** The name of TensorFlow's backend in tfjs's registry. */
export const TENSORFLOW = 'tensorflow';

export interface LoadedTensorflow {
  readonly packageName: string;
  readonly packageVersion: string;
  readonly tensorflowVersion: string;
  readonly onGpu: boolean;
}
/** What tfjs-node's backend has beyond what tfjs promises. */
interface NodeBackend {
  readonly binding: { readonly TF_Version: string };
  readonly isUsingGpuDevice: boolean;
}

let loaded: LoadedTensorflow | Unavailable | undefined;

/**
 * Adds TensorFlow's backend to tfjs, once; the present backend stays. The binding copies all it is given, so that
 * Electron's memory cage does not hinder it; its own copy of tfjs-core has its registry, which is global, in common with
 * ours.
 */
export function loadTensorflow(): LoadedTensorflow | Unavailable {
  return (loaded ??= load());
}

function load(): LoadedTensorflow | Unavailable {
  const found = findTensorflow();
  if (!found) {
    return {
      reason: 'TensorFlow is not installed.',
      remedy: 'To have it, run `aql-workbench engine install tfjs-node-gpu` (about 400 MB; NVIDIA cards with CUDA).',
      install: 'tfjs-node-gpu',
    };
  }
  const caller = tf.getBackend();
  try {
    return bind(found);
  } catch (error) {
    const [firstLine] = (error as Error).message.split('\n');
    const install = found.name.replace('@tensorflow/', '') as Installable;
    return {
      reason: `${found.name} ${found.version} does not load: ${firstLine}`,
      remedy: `Install it again: \`aql-workbench engine install ${install}\`.`,
      install,
    };
  } finally {
    tf.setBackend(caller);
  }
}

function bind({ name, version, load }: FoundPackage): LoadedTensorflow {
  // Node 23 removed the first of them and warns of the second; tfjs-node 4.22 calls both.
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value == null, isArray: Array.isArray });
  load();
  tf.setBackend(TENSORFLOW);
  const { binding, isUsingGpuDevice } = tf.backend() as unknown as NodeBackend;
  return {
    packageName: name,
    packageVersion: version,
    tensorflowVersion: binding.TF_Version,
    onGpu: isUsingGpuDevice,
  };
}
