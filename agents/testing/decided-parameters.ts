import type { ParameterSpec } from '../../contracts/agent.ts';
import { Random } from '../../contracts/random.ts';
import { parameterCount } from '../nets/parameters.ts';

/** Parameters that prefer some actions plainly, as fresh ones do not. */
export function decidedParameters(specs: readonly ParameterSpec[], seed: number): Float32Array {
  const random = new Random(seed);
  return new Float32Array(parameterCount(specs)).map(() => random.between(-0.7, 0.7));
}
