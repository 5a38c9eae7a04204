import { shallowRef, watch } from 'vue';
import type { ArmDescription } from '../../../../contracts/arm-description.ts';
import type { ArmTrack } from '../../../../contracts/arm.ts';
import { useArmApi } from '../../../bridge/use-arm-host.ts';
import type { SceneFrame } from '../../../scene/layers/layer.ts';
import { useToasts } from '../../../stores/toasts.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { poseAt } from './track.ts';

/** The arm of a track at a moment: as it was measured, and as it was told to be. */
export function useReplayedPose(arm: ArmDescription, track: ArmTrack, moment: () => number) {
  const api = useArmApi();
  const { attempt } = useToasts();
  const frame = shallowRef<SceneFrame | null>(null);

  const pose = (angles_rad: Float32Array, at: number) => {
    const pose_rad = poseAt(track, angles_rad, at);
    return pose_rad && api.poseTwin(arm.twin, arm.tool, pose_rad);
  };
  const show = oneAtATime((at: number) =>
    attempt(async () => {
      const [poses, commanded] = await Promise.all([pose(track.measured_rad, at), pose(track.sent_rad, at)]);
      if (poses)
        frame.value = { episode: 0, step: at, poses, commanded, contacts_m: new Float32Array(), decision: null };
    }),
  );
  watch(moment, show, { immediate: true });
  return frame;
}
