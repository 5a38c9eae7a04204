import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { z } from 'zod';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { engines } from '../../../agents/engine/index.ts';
import { useEnginesOf } from '../../lab/engines/folder.ts';
import { surveyEngine } from '../../lab/engines/survey.ts';
import { dataFolder } from '../../runs/data-folder.ts';
import { commonOptions, defineCommand } from '../command.ts';
import { formatBytes } from '../quantities.ts';
import { manifestVersion, version } from '../version.ts';

/** One thing that was looked at; `remedy` if something is wrong with it. */
interface Finding {
  readonly name: string;
  readonly detail: string;
  readonly remedy?: string;
  /** How to have what is not needed. */
  readonly advice?: string;
}

/** Room for a run's replay and checkpoints, with some to spare. */
const ENOUGH_SPACE_BYTES = 1e9;

export const doctorCommand = defineCommand({
  id: 'doctor',
  summary: 'Check what the workbench needs: engines, libraries, processor, data folder.',
  args: [],
  options: z.strictObject(commonOptions),
  examples: ['aql-workbench doctor'],
  async run({ options, output }) {
    useEnginesOf(dataFolder(options.data));
    const findings: Finding[] = [
      { name: 'aql-workbench', detail: version },
      { name: 'node', detail: `${process.versions.node} on ${process.platform}-${process.arch}` },
      processor(),
      memory(),
      await library('@mujoco/mujoco', 'simulation'),
      await library('onnxruntime-node', 'engines onnx-cpu and onnx-webgpu'),
      await library('@tensorflow/tfjs-core', 'engine reference'),
      built('gradients.js'),
      built('maximize-q.wasm'),
      built('adam.wasm'),
      ...(await engineFindings()),
      folder(dataFolder(options.data)),
    ];
    for (const finding of findings)
      output.result({ type: 'finding', ok: !finding.remedy, ...finding }, describe(finding));
    return findings.some((finding) => finding.remedy) ? 1 : 0;
  },
});

function describe({ name, detail, remedy, advice }: Finding): string {
  const state = remedy ? 'problem' : advice ? 'without' : 'ok';
  const help = remedy ?? advice;
  return `${state.padEnd(7)}  ${name}: ${detail}${help ? `\n         ${help}` : ''}`;
}

/** No engine but the processor's is needed. */
async function engineFindings(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { id, title } of engines) {
    const { availability } = await surveyEngine({ engine: id, config: null });
    const name = `engine ${id}`;
    findings.push(
      'reason' in availability
        ? { name, detail: `${title}: ${availability.reason}`, advice: availability.remedy }
        : { name, detail: `${title}: on ${availability.device} (${availability.version})` },
    );
  }
  return findings;
}

function processor(): Finding {
  return { name: 'processor', detail: `${cpus()[0]?.model ?? process.arch}, ${availableParallelism()} cores to use` };
}

function memory(): Finding {
  return { name: 'memory', detail: `${formatBytes(freemem())} free of ${formatBytes(totalmem())}` };
}

async function library(name: string, use: string): Promise<Finding> {
  try {
    await import(name);
    return { name, detail: `${manifestVersion(findPackageJSON(name, import.meta.url)!)} (${use})` };
  } catch (error) {
    const remedy = 'Run `npm ci --ignore-scripts` in the folder of the workbench, then try again.';
    return { name, detail: `does not load (${use}): ${WorkbenchError.from(error).message}`, remedy };
  }
}

function built(file: string): Finding {
  const exists = existsSync(new URL(`../../../agents/build/${file}`, import.meta.url));
  return exists ? { name: file, detail: 'built' } : { name: file, detail: 'missing', remedy: 'Run `npm run build`.' };
}

function folder(path: string): Finding {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    const { bavail, bsize } = statfsSync(path);
    const free = bavail * bsize;
    const detail = `${path}, ${formatBytes(free)} free`;
    if (free >= ENOUGH_SPACE_BYTES) return { name: 'data folder', detail };
    return { name: 'data folder', detail, remedy: 'Free some space, or choose another folder with --data DIR.' };
  } catch (error) {
    const detail = `${path} cannot be written to: ${WorkbenchError.from(error).message}`;
    return {
      name: 'data folder',
      detail,
      remedy: 'Correct its permissions, or choose another folder with --data DIR.',
    };
  }
}
