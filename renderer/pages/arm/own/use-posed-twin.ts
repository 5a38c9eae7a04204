import { shallowRef, watch } from 'vue';
import { useArmApi } from '../../../bridge/use-arm-host.ts';
import type { SceneFrame } from '../../../scene/layers/layer.ts';
import { useToasts } from '../../../stores/toasts.ts';
import { oneAtATime } from '../one-at-a-time.ts';

interface Asked {
  readonly url: string;
  readonly tool: string;
  readonly pose_rad: Readonly<Record<string, number>>;
}

/** Pictures of a twin in a pose, the latest that is asked for. @param asked null while there is nothing to show */
export function usePosedTwin(asked: () => Asked | null) {
  const api = useArmApi();
  const { attempt } = useToasts();
  const frame = shallowRef<SceneFrame | null>(null);
  let count = 0;

  const show = oneAtATime(async ({ url, tool, pose_rad }: Asked) => {
    const poses = await attempt(() => api.poseTwin(url, tool, pose_rad));
    if (!poses) return;
    // Each is an episode of its own: no trail leads from one to the next.
    frame.value = { episode: ++count, step: 0, poses, contacts_m: new Float32Array(), decision: null };
  });
  watch(asked, (now) => now && show(now), { immediate: true });
  return frame;
}
