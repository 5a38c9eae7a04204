import { existsSync } from 'node:fs';
import type { EngineId } from '../../../contracts/run.ts';
import { engines } from '../index.ts';
import { onnxWebgpu } from '../onnx-webgpu.ts';
import { reference } from '../reference.ts';

/** Differences from the reference that an engine is allowed, relative to a number's size or to one. */
export interface Tolerances {
  readonly kernels: number;
  /** After a few updates of an agent. */
  readonly agents: number;
}

const tolerances: Readonly<Record<EngineId, Tolerances>> = {
  reference: { kernels: 0, agents: 0 },
  // float32 rounds to 6e-8; sums of a few dozen terms and five updates may multiply that a hundredfold.
  'onnx-cpu': { kernels: 1e-5, agents: 1e-5 },
  cuda: { kernels: 1e-5, agents: 1e-5 },
  // WGSL allows sines and cosines an error of 2^-11, exponentials and logarithms one of some units in the last place.
  'onnx-webgpu': { kernels: 5e-4, agents: 5e-4 },
};

/** Where no graphics card is, Vulkan's software adapter of Chromium, if that is installed, stands in for one. */
const SOFTWARE_ADAPTER = '/usr/lib/chromium/vk_swiftshader_icd.json';
if (!existsSync('/dev/dri') && existsSync(SOFTWARE_ADAPTER)) process.env['VK_ICD_FILENAMES'] ??= SOFTWARE_ADAPTER;

// What its libraries throw says enough.
process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';

/** Every engine; where it cannot compute here, `title` says why its tests are skipped. */
export const engineCases = await Promise.all(
  engines.map(async (engine) => {
    const availability = await engine.availability();
    const isMissing = 'reason' in availability;
    const title = isMissing ? `${engine.id} (skipped: ${availability.reason})` : engine.id;
    return { engine, title, isMissing, tolerances: tolerances[engine.id], isSlowToCompile: engine === onnxWebgpu };
  }),
);

/** Those that are compared with the reference. */
export const comparedEngines = engineCases.filter(({ engine }) => engine !== reference);
