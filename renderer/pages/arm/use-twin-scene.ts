import { shallowRef, watch, type ShallowRef } from 'vue';
import type { SceneDescription } from '../../../contracts/scene.ts';
import { useArmApi } from '../../bridge/use-arm-host.ts';
import { useToasts } from '../../stores/toasts.ts';

/** The twin of an arm, to be drawn; null until the host has told. @param arm the id */
export function useTwinScene(arm: () => string): Readonly<ShallowRef<SceneDescription | null>> {
  const api = useArmApi();
  const { attempt } = useToasts();
  const scene = shallowRef<SceneDescription | null>(null);
  watch(
    arm,
    async (id) => {
      scene.value = null;
      const described = await attempt(() => api.scene(id));
      if (described && id === arm()) scene.value = described;
    },
    { immediate: true },
  );
  return scene;
}
