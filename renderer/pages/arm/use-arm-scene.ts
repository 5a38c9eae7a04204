import { shallowRef } from 'vue';
import type { ArmPosesFrame } from '../../../contracts/arm.ts';
import { useArmStream } from '../../bridge/use-arm-host.ts';
import type { SceneFrame } from '../../scene/layers/layer.ts';
import { filming } from './film.ts';
import { useTwinScene } from './use-twin-scene.ts';

const SHOWN_EVERY_ms = 30;

/** The twin of the connected arm and its newest poses. @param arm its id */
export function useArmScene(arm: () => string) {
  const scene = useTwinScene(arm);
  const poses = shallowRef<ArmPosesFrame | null>(null);
  const frame = shallowRef<SceneFrame | null>(null);
  const nextMoment = filming();

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
