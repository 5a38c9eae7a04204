import { computed, shallowRef, watch } from 'vue';
import type { DeployFrame } from '../../../../contracts/deploy.ts';
import { POSE_FLOATS, type SceneDescription } from '../../../../contracts/scene.ts';
import { useLab } from '../../../bridge/use-lab.ts';
import type { SceneFrame } from '../../../scene/layers/layer.ts';
import { useToasts } from '../../../stores/toasts.ts';
import { filming } from '../film.ts';
import { useArmScene } from '../use-arm-scene.ts';
import { posesIn, withTarget } from './poses.ts';
import type { Deployment } from './use-deployment.ts';

/** The scene of the policy's task: with the arm as it is measured, or during a deployment as the lab tells. */
export function useDeployScene(arm: () => string, { run, frame: told, decision, target_m, isUnderWay }: Deployment) {
  const lab = useLab();
  const { attempt } = useToasts();
  const twin = useArmScene(arm);
  const scene = shallowRef<SceneDescription | null>(null);
  const nextMoment = filming();

  watch(
    () => run.value?.id,
    async (id) => {
      if (!run.value) return;
      const { task, taskConfig } = run.value.config;
      const described = await attempt(() => lab.scene(task, taskConfig));
      if (described && id === run.value.id) scene.value = described;
    },
    { immediate: true },
  );

  /** The arm alone, while no policy acts. */
  function resting(task: SceneDescription): Pick<DeployFrame, 'poses' | 'commanded'> | null {
    if (!twin.scene.value || !twin.poses.value) return null;
    const { measured, commanded } = twin.poses.value;
    const inTask = (poses: Float32Array) => posesIn(task, twin.scene.value!, poses);
    return { poses: inTask(measured), commanded: commanded && inTask(commanded) };
  }

  const frame = computed<SceneFrame | null>(() => {
    const task = scene.value;
    if (!task) return null;
    const acting =
      isUnderWay.value && told.value?.poses.length === POSE_FLOATS * task.bodies.length ? told.value : null;
    const shown = acting ?? resting(task);
    if (!shown) return null;
    return {
      ...nextMoment(),
      poses: withTarget(task, shown.poses, target_m.value),
      commanded: shown.commanded,
      contacts_m: new Float32Array(),
      decision: isMoving(acting) ? decision.value : null,
    };
  });
  return { scene, frame };
}

const isMoving = (frame: DeployFrame | null): boolean => frame?.state === 'running' || frame?.state === 'dry-run';
