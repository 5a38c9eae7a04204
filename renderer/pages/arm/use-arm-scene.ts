import { shallowRef, watch } from 'vue';
import type { ArmPosesFrame } from '../../../contracts/arm.ts';
import type { SceneDescription } from '../../../contracts/scene.ts';
import { useArmApi, useArmStream } from '../../bridge/use-arm-host.ts';
import type { SceneFrame } from '../../scene/layers/layer.ts';
import { useToasts } from '../../stores/toasts.ts';

const SHOWN_EVERY_ms = 30;
/** After such a pause another film begins: the trail of the tool does not cross it. */
const PAUSE_ms = 400;

/** The twin of an arm and its newest poses. @param arm the id; null for none */
export function useArmScene(arm: () => string | null) {
  const api = useArmApi();
  const toasts = useToasts();
  const scene = shallowRef<SceneDescription | null>(null);
  const poses = shallowRef<ArmPosesFrame | null>(null);
  const frame = shallowRef<SceneFrame | null>(null);
  let moment = { episode: 0, step: 0, at_ms: 0 };

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
    moment = after(moment, performance.now());
    frame.value = {
      episode: moment.episode,
      step: moment.step,
      poses: told.measured,
      commanded: told.commanded,
      contacts_m: new Float32Array(),
      decision: null,
    };
    return new Promise((resolve) => setTimeout(resolve, SHOWN_EVERY_ms));
  });
  return { scene, frame, poses };
}

interface Moment {
  readonly episode: number;
  readonly step: number;
  readonly at_ms: number;
}

function after({ episode, step, at_ms }: Moment, now_ms: number): Moment {
  return now_ms - at_ms > PAUSE_ms
    ? { episode: episode + 1, step: 0, at_ms: now_ms }
    : { episode, step: step + 1, at_ms: now_ms };
}
