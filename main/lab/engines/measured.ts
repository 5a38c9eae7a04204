import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import type { EngineFinding } from '../../../contracts/engines.ts';
import { findTensorflow } from '../../../agents/engine/tensorflow/find.ts';
import { version } from '../../cli/version.ts';
import { ensureFolder, replaceDurably } from '../../runs/durable-files.ts';
import { storing } from '../../runs/storage-errors.ts';
import { environmentsPerThread } from '../crew.ts';
import type { Plan } from '../plan.ts';
import { enginesFolder } from './folder.ts';

/** Kept of what was measured: the newest. */
const MOST = 50;

type Measured = Record<string, readonly EngineFinding[]>;

/**
 * What was measured for programs such as this run's, on this machine with the software of today; null if nothing was.
 */
export function recall(plan: Plan): readonly EngineFinding[] | null {
  return read()[keyOf(plan)] ?? null;
}

export function remember(plan: Plan, findings: readonly EngineFinding[]): void {
  const key = keyOf(plan);
  const { [key]: _, ...others } = read();
  const kept = Object.entries(others).slice(1 - MOST);
  const content = JSON.stringify(Object.fromEntries([...kept, [key, findings]]), null, 1);
  storing(enginesFolder(), () => {
    ensureFolder(enginesFolder());
    replaceDurably(file(), content);
  });
}

const file = () => join(enginesFolder(), 'measured.json');

/** A file that is missing or broken is as if nothing had been measured. */
function read(): Measured {
  try {
    return JSON.parse(readFileSync(file(), 'utf8')) as Measured;
  } catch {
    return {};
  }
}

function keyOf({ config, agentConfig, space }: Plan): string {
  const tensorflow = findTensorflow();
  const programs = [config.agent, agentConfig, space, environmentsPerThread(config), config.simulationThreads];
  const machine = [platform(), arch(), cpus()[0]?.model, availableParallelism()];
  const software = [version, process.version, ort.env.versions, tensorflow?.name, tensorflow?.version];
  return createHash('sha256')
    .update(JSON.stringify([programs, machine, software]))
    .digest('hex')
    .slice(0, 16);
}
