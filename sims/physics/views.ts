import type { MjData } from '@mujoco/mujoco';

/** Windows on a simulation's arrays in WebAssembly's memory; when that grows, they all become empty. */
export interface Views {
  readonly qpos: Float64Array;
  readonly qvel: Float64Array;
  readonly ctrl: Float64Array;
  readonly qfrcApplied: Float64Array;
  readonly xpos: Float64Array;
  readonly xquat: Float64Array;
  readonly siteXpos: Float64Array;
  readonly mocapPos: Float64Array;
}

export function viewsOf(data: MjData): Views {
  return {
    qpos: data.qpos,
    qvel: data.qvel,
    ctrl: data.ctrl,
    qfrcApplied: data.qfrc_applied,
    xpos: data.xpos,
    xquat: data.xquat,
    siteXpos: data.site_xpos,
    mocapPos: data.mocap_pos,
  };
}
