import { fileURLToPath } from 'node:url';
import type { MainModule, MjModel } from '@mujoco/mujoco';
import { WorkbenchError } from '../../contracts/errors.ts';
import { copyModelFiles } from './model-files.ts';
import { loadMujoco } from './mujoco.ts';

/** A compiled model with the module whose memory it lives in. */
export interface CompiledModel {
  readonly mujoco: MainModule;
  readonly model: MjModel;
}

const models = new Map<string, Promise<CompiledModel>>();

/**
 * The model of an MJCF file, compiled once per thread and then shared by everybody who asks for it; it is never freed.
 * @param url file URL of the MJCF; what it includes, and its meshes, are found where it says or beside it.
 * @throws WorkbenchError `bad-model` with MuJoCo's own message if a file is missing or does not compile.
 */
export function compileModel(url: string): Promise<CompiledModel> {
  let model = models.get(url);
  if (!model) {
    model = compile(url);
    models.set(url, model);
    // A person who repairs the file may try again.
    model.catch(() => models.delete(url));
  }
  return model;
}

async function compile(url: string): Promise<CompiledModel> {
  const mujoco = await loadMujoco();
  copyModelFiles(mujoco, new URL(url));
  try {
    const model = mujoco.MjModel.from_xml_path(new URL(url).pathname);
    // Otherwise MuJoCo would silently start a diverged simulation afresh.
    model.opt.disableflags |= mujoco.mjtDisableBit.mjDSBL_AUTORESET.value;
    return { mujoco, model };
  } catch (error) {
    throw new WorkbenchError(
      'bad-model',
      `MuJoCo cannot compile ${fileURLToPath(url)}: ${messageOf(error)}`,
      'Correct the MJCF file at the place that the message names.',
      { cause: error },
    );
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace('MuJoCo Error: ', '').trim();
}
