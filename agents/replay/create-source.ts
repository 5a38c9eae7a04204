import type { ReplaySettings } from '../../contracts/agent.ts';
import type { Random } from '../../contracts/random.ts';
import type { ExperienceShape } from './experience.ts';
import { Replay } from './replay.ts';
import type { ExperienceSource } from './source.ts';
import { UnrollQueue } from './unroll-queue.ts';

/** A batch as the inputs of `learn`, by name. */
export type Batch = Readonly<Record<string, Float32Array>>;

/** What an agent's batches come from. @param random decides what is drawn, where anything is. */
export function createSource(
  settings: ReplaySettings,
  shape: ExperienceShape,
  random: Random,
): ExperienceSource<Batch> {
  const source = settings.kind === 'unrolls' ? new UnrollQueue(settings, shape) : new Replay(settings, shape, random);
  return source as ExperienceSource<never>;
}
