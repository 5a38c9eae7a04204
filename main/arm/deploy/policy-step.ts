import type { PolicyNote } from '../../../contracts/arm-log.ts';
import type { DeployFrame, DeployRequest, Point } from '../../../contracts/deploy.ts';
import type { Decision } from '../../../contracts/stream.ts';
import type { Moment } from './deployed-arm.ts';
import type { PolicyOnArm } from './policy-on-arm.ts';

/** What a policy did at a step. */
export interface Acted {
  readonly decision: Decision;
  /** Where its joints shall be one control step later. */
  readonly targets_rad: readonly number[];
  readonly decide_ms: number;
}

/** A policy's view of an arm, and what it does there, step by step. */
export class PolicyStep {
  readonly #on: PolicyOnArm;
  readonly #run: string;
  #step = 0;
  #before_rad: readonly number[] | null = null;
  #commanded: Float32Array | null = null;

  /** @param parameters of the policy [P] */
  constructor(on: PolicyOnArm, parameters: Float32Array, { run }: DeployRequest) {
    this.#on = on;
    this.#run = run;
    on.player.take({ seed: 0, exploring: false, parameters });
  }

  /** A new target: its steps count from here. */
  restart(): void {
    this.#step = 0;
  }

  /**
   * Stands as the arm does. A joint's velocity is its mean over the last control step: what servos tell of it is coarse,
   * and differs from one type to another.
   * @param period_s since the last look; null if there was none, or the arm moved otherwise since
   */
  look({ joints }: Moment, target_m: Point, period_s: number | null): void {
    const { posed } = this.#on;
    const positions_rad = joints.map(({ measured_rad }) => measured_rad);
    const before_rad = this.#before_rad;
    const velocities_radps = joints.map(({ velocity_radps, measured_rad }, j) =>
      period_s === null || !before_rad ? velocity_radps : (measured_rad - before_rad[j]!) / period_s,
    );
    const goals_rad = joints.map(({ sent_rad, measured_rad }) => sent_rad ?? measured_rad);
    posed.follow({ positions_rad, velocities_radps, goals_rad }, target_m);
    this.#before_rad = positions_rad;
    this.#commanded = joints.every(({ sent_rad }) => sent_rad !== null) ? posed.posesAt(goals_rad) : null;
  }

  get isAtTarget(): boolean {
    return this.#on.posed.environment.isAtGoal;
  }

  /** Whether the task's step limit is reached. */
  get isOver(): boolean {
    return this.#step >= this.#on.plan.task.episodeSteps;
  }

  async decide(): Promise<Acted> {
    const began_ms = performance.now();
    const decision = await this.#on.player.decide();
    this.#step++;
    const targets_rad = this.#on.posed.targetsOf(decision.executed);
    return { decision, targets_rad, decide_ms: performance.now() - began_ms };
  }

  note(target_m: Point, { decision, decide_ms }: Acted, latency_ms: number): PolicyNote {
    const { distance_m } = this.#on.posed;
    const point: [number, number, number] = [...target_m];
    return {
      run: this.#run,
      target_m: point,
      distance_m,
      step: this.#step,
      value: decision.greedyQ,
      decide_ms,
      latency_ms,
    };
  }

  get seen(): Pick<DeployFrame, 'distance_m' | 'step' | 'episodeSteps' | 'poses' | 'commanded'> {
    const { posed, plan } = this.#on;
    return {
      distance_m: posed.distance_m,
      step: this.#step,
      episodeSteps: plan.task.episodeSteps,
      poses: posed.poses,
      commanded: this.#commanded,
    };
  }
}
