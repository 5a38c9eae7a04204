/**
 * Binary streams from the lab to a window: typed arrays, packed by msgpack. Always the latest: a window that is slow or
 * hidden gets fewer frames, and never makes the lab wait.
 */

import type { DeployFrame } from './deploy.ts';
import type { EngineWorkFrame } from './engines.ts';
import type { EpisodeSummary } from './lab-api.ts';
import type { EvaluationProgress, TrainingEvent } from './run.ts';

/** One moment of the watched episode. */
export interface WatchFrame {
  readonly kind: 'watch';
  readonly run: string;
  /** Counts the watched episodes, from 1. */
  readonly episode: number;
  readonly step: number;
  readonly episodeSteps: number;
  readonly environmentSteps: number;
  readonly reward: number;
  readonly episodeReturn: number;
  readonly succeeded: boolean;
  /** [bodies · POSE_FLOATS]. */
  readonly poses: Float32Array;
  /** Where an arm was told to be, as `poses` tell where it was measured; null without torque, absent in simulation. */
  readonly commanded?: Float32Array | null;
  /** Positions of the contacts, [3 · contacts], m. */
  readonly contacts_m: Float32Array;
  /** What the policy decided at this moment; null at the last step of an episode. */
  readonly decision: Decision | null;
}

/**
 * A decision of a policy and what it was chosen from. Actions, [candidates · D], are bin indices of discrete sub-actions
 * and values in [-1, 1] of continuous ones. K_d is `choiceCount` of a sub-action. What an agent does not have is empty.
 */
export interface Decision {
  /** By what candidates are compared, in `proposalQ`, `uniformQ` and `greedyQ`: a policy without Q has its own odds. */
  readonly measure: 'q' | 'logProbability';
  /** The actions that the agent itself thought of, such as samples of a proposal, [N · D], and their Q [N]. */
  readonly proposals: Float32Array;
  readonly proposalQ: Float32Array;
  /**
   * Of an agent that searches in R rounds after the uniform candidates: the proposals are then R equal parts, and each
   * was drawn around this mean with this deviation, those of the best of the round before, [R · D], as actions.
   */
  readonly searchMean: Float32Array;
  readonly searchDeviation: Float32Array;
  /** Uniform candidates [M · D] and their Q [M]. */
  readonly uniform: Float32Array;
  readonly uniformQ: Float32Array;
  /** Probabilities mu_d(k | a_<d) along the greedy action, sub-action after sub-action: [Σ K_d]. */
  readonly marginals: Float32Array;
  /** Entropy of each sub-action's probabilities, nat, [D]. */
  readonly entropy: Float32Array;
  /** What each choice of each sub-action is worth by itself, where Q is their mean: [Σ K_d]. */
  readonly utilities: Float32Array;
  /** Q along each sub-action: of the greedy action with the middle of each choice in its place, [Σ K_d]. */
  readonly slices: Float32Array;
  /** V(s), of an agent that learns it; else null. */
  readonly stateValue: number | null;
  /** The best candidate, [D]. */
  readonly greedy: Float32Array;
  readonly greedyQ: number;
  /** What was done, [D]; differs from `greedy` when exploring. */
  readonly executed: Float32Array;
  /** They are computed less often than frames are sent: empty at the moments between. */
  readonly ghosts: readonly Ghost[];
}

/** Where a candidate would lead if it were held for the horizon. */
export interface Ghost {
  /** Index among the proposals, or N + index among the uniform candidates. */
  readonly candidate: number;
  readonly q: number;
  /** Poses of the scene's `robotBodies`, [robotBodies · POSE_FLOATS]. */
  readonly poses: Float32Array;
}

/** News of a run, as its training tells it. */
export interface RunFrame {
  readonly kind: 'run';
  readonly run: string;
  readonly event: TrainingEvent;
}

/** The catalogue of runs changed: ask for it again. */
export interface RunsChangedFrame {
  readonly kind: 'runs-changed';
}

/** This window's evaluation of a run is under way. */
export interface EvaluatingFrame {
  readonly kind: 'evaluating';
  readonly run: string;
  readonly progress: EvaluationProgress;
}

/** A watched episode has ended and was recorded. */
export interface RecordedFrame {
  readonly kind: 'recorded';
  readonly run: string;
  readonly episode: EpisodeSummary;
}

export type StreamFrame =
  WatchFrame | RunFrame | RunsChangedFrame | EvaluatingFrame | RecordedFrame | DeployFrame | EngineWorkFrame;
