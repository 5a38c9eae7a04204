import { goalOf } from '../../../contracts/arm.ts';
import type { PolicyNote } from '../../../contracts/arm-log.ts';
import type { DeployFrame, Point } from '../../../contracts/deploy.ts';
import type { Decision } from '../../../contracts/stream.ts';
import { policyJointsOf } from '../control/policy-joints.ts';
import { POLICY_PERIOD_s } from '../control/sources/policy-targets.ts';
import type { EnvironmentState } from '../../../sims/environment.ts';
import { brakingDistance } from '../safety/braking.ts';
import type { Moment } from './deployed-arm.ts';
import { DEPLOYED_SEED } from './deployed-episode.ts';
import type { PolicyOnArm } from './policy-on-arm.ts';

/** What a policy did at a step. */
export interface Acted {
  readonly decision: Decision;
  /** Where its joints shall be one control step later. */
  readonly targets_rad: readonly number[];
  readonly decide_ms: number;
  /** What it follows from: the posed task, where the arm was expected. */
  readonly state: EnvironmentState;
}

interface Seen {
  readonly distance_m: number;
  readonly isAtTarget: boolean;
  readonly poses: Float32Array;
  readonly commanded: Float32Array | null;
}

/** A policy's view of an arm, and what it does there, step by step. */
export class PolicyStep {
  readonly #on: PolicyOnArm;
  #step = 0;
  /** From a measurement until half of what it leads to has taken effect. */
  #delay_s = 0;
  #rest_rad: readonly number[] = [];
  #seen: Seen = { distance_m: Infinity, isAtTarget: false, poses: new Float32Array(), commanded: null };

  /** @param parameters of the policy [P] */
  constructor(on: PolicyOnArm, parameters: Float32Array) {
    this.#on = on;
    on.player.take({ seed: DEPLOYED_SEED, exploring: false, parameters });
  }

  /** An arm that stood still moves again: an episode begins. */
  begin(): void {
    this.#on.posed.environment.reset();
  }

  /** A new target: its steps count from here. */
  restart(): void {
    this.#step = 0;
  }

  /** Looks where the arm is. @param before the tick before, if it was seen */
  look({ time_s, joints, ticks }: Moment, before: Moment | null, target_m: Point): void {
    const { posed, arm } = this.#on;
    const positions_rad = joints.map(({ measured_rad }) => measured_rad);
    const velocities_radps = joints.map(({ velocity_radps }) => velocity_radps);
    const goals_rad = joints.map(goalOf);
    posed.stand({ positions_rad, velocities_radps, goals_rad }, target_m);
    const tick_s = ticks.period_ms / 1000;
    this.#rest_rad = goals_rad.map((goal, j) => {
      const speed_radps = before ? (goal - (before.joints[j]!.sent_rad ?? goal)) / (time_s - before.time_s) : 0;
      return goal + brakingDistance(speed_radps, arm.joints[j]!.maxAcceleration_radps2, tick_s);
    });
    this.#delay_s = (POLICY_PERIOD_s + tick_s) / 2;
    this.#seen = {
      distance_m: posed.distance_m,
      isAtTarget: posed.environment.isAtGoal && posed.posesAt(this.#rest_rad).isAtGoal,
      poses: posed.poses,
      commanded: joints.every(({ sent_rad }) => sent_rad !== null) ? posed.posesAt(goals_rad).poses : null,
    };
  }

  /** Whether the arm is at its target, and would be if it braked now. */
  get isAtTarget(): boolean {
    return this.#seen.isAtTarget;
  }

  /** Where the policy's joints would come to rest, braked now. */
  get rest_rad(): number[] {
    return policyJointsOf(this.#on.arm, this.#rest_rad);
  }

  /** Whether the task's step limit is reached. */
  get isOver(): boolean {
    return this.#step >= this.#on.plan.task.episodeSteps;
  }

  /**
   * What the policy does. In training an action takes effect at once; on an arm it is joined to the one before, from the
   * next tick on. So the policy is shown where the arm will be when half of it has taken effect.
   */
  async decide(): Promise<Acted> {
    const began_ms = performance.now();
    this.#on.posed.foresee(this.#delay_s);
    const state = this.#on.posed.environment.saveState();
    const decision = await this.#on.player.decide();
    this.#step++;
    const targets_rad = this.#on.posed.targetsOf(decision.executed);
    return { decision, targets_rad, decide_ms: performance.now() - began_ms, state };
  }

  /** The posed task at a step at which the policy does nothing. */
  rest(): EnvironmentState {
    const { posed } = this.#on;
    posed.foresee(0);
    return posed.environment.saveState();
  }

  note(target_m: Point, { decision, decide_ms }: Acted, latency_ms: number): PolicyNote {
    const { distance_m } = this.#seen;
    return {
      run: this.#on.run.id,
      target_m: [...target_m],
      distance_m,
      step: this.#step,
      value: decision.greedyQ,
      decide_ms,
      latency_ms,
    };
  }

  get seen(): Pick<DeployFrame, 'step' | 'episodeSteps' | 'poses' | 'commanded'> & { readonly distance_m: number } {
    const { distance_m, poses, commanded } = this.#seen;
    return { distance_m, poses, commanded, step: this.#step, episodeSteps: this.#on.plan.task.episodeSteps };
  }
}
