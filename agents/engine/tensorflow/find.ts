import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installable } from '../../../contracts/engines.ts';

/** Environment variable with the folder that optional engines are installed into (`node_modules` within it). */
export const ENGINES_FOLDER = 'AQL_ENGINES';

/** Bindings to TensorFlow, the better one first. */
export const packageNames = installable.map((name) => `@tensorflow/${name}` as const);

export interface FoundPackage {
  readonly name: (typeof packageNames)[number];
  readonly version: string;
  load(): void;
}

/** The first binding that is installed, in the engines' folder or among the workbench's own packages; null if none. */
export function findTensorflow(): FoundPackage | null {
  const folder = process.env[ENGINES_FOLDER];
  const places = [...(folder ? [join(folder, 'package.json')] : []), import.meta.url];
  for (const require of places.map((place) => createRequire(place))) {
    for (const name of packageNames) {
      const version = versionOf(require, name);
      if (version) return { name, version, load: () => void require(name) };
    }
  }
  return null;
}

function versionOf(require: NodeJS.Require, name: string): string | null {
  try {
    return (require(`${name}/package.json`) as { version: string }).version;
  } catch {
    return null;
  }
}
