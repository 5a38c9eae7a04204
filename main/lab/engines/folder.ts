import { join } from 'node:path';
import { ENGINES_FOLDER } from '../../../agents/engine/tensorflow/find.ts';
import { dataFolder } from '../../runs/data-folder.ts';

/** Where optional engines are installed, and what was measured of engines is kept. */
export function enginesFolder(): string {
  return (process.env[ENGINES_FOLDER] ??= join(dataFolder(), 'engines'));
}

/**
 * Looks for engines in this data folder from now on, in threads and children that are started later too, unless the
 * environment names another place.
 */
export function useEnginesOf(folder: string): void {
  process.env[ENGINES_FOLDER] ??= join(folder, 'engines');
  // TensorFlow's remarks would come between a person and the progress of a run.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
}
