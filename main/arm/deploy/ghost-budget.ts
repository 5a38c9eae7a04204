import type { GhostSettings } from '../../../contracts/ghost-settings.ts';
import type { Decision, Ghost } from '../../../contracts/stream.ts';
import type { Environment } from '../../../sims/environment.ts';
import { imagineGhosts } from '../../lab/watch/ghosts.ts';

/** Of a control step: an arm that waits for its policy brakes. */
const BUDGET_ms = 10;
const EVERY_steps = 5;

/** Imagines ghosts beside an arm that moves: a few times a second, and no more of them than time allows. */
export class GhostBudget {
  readonly #robotBodies: readonly number[];
  #each_ms = BUDGET_ms;
  #steps = 0;

  constructor(robotBodies: readonly number[]) {
    this.#robotBodies = robotBodies;
  }

  /** None at most steps. The environment is put back as it was. */
  imagine(environment: Environment, decision: Decision, settings: GhostSettings): readonly Ghost[] {
    if (this.#steps++ % EVERY_steps > 0) return [];
    const ghosts = Math.min(settings.ghosts, Math.floor(BUDGET_ms / this.#each_ms));
    if (ghosts === 0) return [];
    const began_ms = performance.now();
    const imagined = imagineGhosts(environment, decision, { ...settings, ghosts }, this.#robotBodies);
    this.#each_ms = Math.min(BUDGET_ms, (performance.now() - began_ms) / ghosts);
    return imagined;
  }
}
