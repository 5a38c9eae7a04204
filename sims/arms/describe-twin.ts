import { WorkbenchError } from '../../contracts/errors.ts';
import type { TwinDescription } from '../../contracts/arm-twin.ts';
import { compileModel } from '../physics/model.ts';
import { describeScene } from '../scene/describe-scene.ts';

/**
 * What an arm's twin offers: its named hinges and sites, and how it looks.
 * @param modelUrl file URL of the MJCF
 * @throws WorkbenchError `bad-model`, also if nothing in it turns; as `describeScene`
 */
export async function describeTwin(modelUrl: string): Promise<TwinDescription> {
  const { mujoco, model } = await compileModel(modelUrl);
  const { mjOBJ_JOINT, mjOBJ_SITE } = mujoco.mjtObj;
  // The binding makes up a name for what has none.
  const isNamed = (address: number) => model.names[address] !== 0;
  const ids = (count: number) => Array.from({ length: count }, (_, id) => id);

  const hinges = ids(model.njnt).filter(
    (id) => model.jnt_type[id] === mujoco.mjtJoint.mjJNT_HINGE.value && isNamed(model.name_jntadr[id]),
  );
  if (hinges.length === 0) {
    throw new WorkbenchError(
      'bad-model',
      `No joint that turns has a name in ${modelUrl}.`,
      'Give its hinge joints names.',
    );
  }
  const joints = hinges.map((id) => {
    const [low_rad, high_rad] = model.jnt_range.subarray(2 * id);
    const range_rad = low_rad < high_rad ? { low_rad, high_rad } : { low_rad: -Math.PI, high_rad: Math.PI };
    return { name: mujoco.mj_id2name(model, mjOBJ_JOINT.value, id), ...range_rad };
  });
  const sites = ids(model.nsite).filter((id) => isNamed(model.name_siteadr[id]));
  return {
    joints,
    sites: sites.map((id) => mujoco.mj_id2name(model, mjOBJ_SITE.value, id)),
    scene: await describeScene(modelUrl),
  };
}
