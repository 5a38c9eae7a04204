import { shallowRef, watch } from 'vue';
import type { ArmPosesFrame } from '../../../contracts/arm.ts';
import type { SceneDescription } from '../../../contracts/scene.ts';
import { useArmApi, useArmStream } from '../../bridge/use-arm-host.ts';
import type { SceneFrame } from '../../scene/layers/layer.ts';
import { useToasts } from '../../stores/toasts.ts';
import { filming } from './film.ts';

const SHOWN_EVERY_ms = 30;

/** The twin of an arm and its newest poses. @param arm the id; null for none */
export function useArmScene(arm: () => string | null) {
  const api = useArmApi();
  const toasts = useToasts();
  const scene = shallowRef<SceneDescription | null>(null);
  const poses = shallowRef<ArmPosesFrame | null>(null);
  const frame = shallowRef<SceneFrame | null>(null);
  const nextMoment = filming();

  watch(
    arm,
    async (id) => {
      scene.value = frame.value = poses.value = null;
      const described = id === null ? null : await toasts.attempt(() => api.scene(id));
      if (described && id === arm()) scene.value = described;
    },
    { immediate: true },
  );
  useArmStream('arm-poses', (told) => {
    poses.value = told;
    frame.value = {
      ...nextMoment(),
      poses: told.measured,
      commanded: told.commanded,
      contacts_m: new Float32Array(),
      decision: null,
    };
    return new Promise((resolve) => setTimeout(resolve, SHOWN_EVERY_ms));
  });
  return { scene, frame, poses };
}
