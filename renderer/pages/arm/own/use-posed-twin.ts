import { shallowRef, watch } from 'vue';
import { useArmApi } from '../../../bridge/use-arm-host.ts';
import type { SceneFrame } from '../../../scene/layers/layer.ts';
import { useToasts } from '../../../stores/toasts.ts';

type Pose_rad = Readonly<Record<string, number>>;

/** Pictures of a twin in a pose, the latest that is asked for. @param asked null while there is nothing to show */
export function usePosedTwin(asked: () => { url: string; tool: string; pose_rad: Pose_rad } | null) {
  const api = useArmApi();
  const { attempt } = useToasts();
  const frame = shallowRef<SceneFrame | null>(null);
  let count = 0;

  watch(
    asked,
    async (now) => {
      const poses = now && (await attempt(() => api.poseTwin(now.url, now.tool, now.pose_rad)));
      const latest = asked();
      if (!now || !poses || JSON.stringify(latest) !== JSON.stringify(now)) return;
      // Each is an episode of its own: no trail leads from one to the next.
      frame.value = { episode: ++count, step: 0, poses, contacts_m: new Float32Array(), decision: null };
    },
    { immediate: true },
  );
  return frame;
}
