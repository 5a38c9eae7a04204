import type { WhatIf } from '../../../contracts/lab-api.ts';
import type { WatchFrame } from '../../../contracts/stream.ts';

/**
 * What might have been, from step `from` of an episode on, as frames by step; before it they are the episode's
 * own. It has no decisions. */
export interface Branch {
  readonly from: number;
  /** The candidate that was followed, in words. */
  readonly name: string;
  readonly frames: readonly WatchFrame[];
}

export function branchOf(happened: readonly WatchFrame[], from: number, name: string, whatIf: WhatIf): Branch {
  const before = happened[from]!;
  let episodeReturn = before.episodeReturn;
  const after = whatIf.poses.map((poses, i): WatchFrame => {
    const reward = whatIf.rewards[i]!;
    episodeReturn += reward;
    return {
      ...before,
      step: before.step + i + 1,
      reward,
      episodeReturn,
      succeeded: i === whatIf.poses.length - 1 && whatIf.succeeded,
      poses,
      commanded: null,
      contacts_m: new Float32Array(),
      decision: null,
    };
  });
  const shared = happened.slice(0, from + 1).map((frame) => ({ ...frame, decision: null }));
  return { from, name, frames: [...shared, ...after] };
}

/** The frame at a step, or the last one there is. */
export const frameAt = (frames: readonly WatchFrame[], step: number): WatchFrame =>
  frames[Math.min(step, frames.length - 1)]!;
