import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import { createEnvironment, type Environment } from '../../sims/environment.ts';
import { hasPeers, PYTHON } from './install.ts';

interface Played {
  readonly observations: number[][];
  readonly rewards: number[];
  readonly successes: boolean[];
  readonly lasts: boolean[];
}

const EPISODES = 10;
/** Natively and in WebAssembly the last bit differs now and then, and contacts multiply it: later steps tell nothing. */
const COMPARED_STEPS = 50;
const TOLERANCE = 1e-5;

// Skipped where the peers are not installed.
it.skipIf(!hasPeers()).each(['so101-reach', 'so101-reach-anywhere'])('steps %s in Python as here', async (task) => {
  const environment = await createEnvironment(task, { bins: 0 }, new Random(1));
  const random = new Random(2);
  const episodes = Array.from({ length: EPISODES }, (_, i) => playHere(environment, random, i % 2 === 0));
  environment.dispose();

  const script = fileURLToPath(new URL('replay.py', import.meta.url));
  const input = JSON.stringify({ task, episodes });
  const theirs = JSON.parse(execFileSync(PYTHON, [script], { input, encoding: 'utf8' })) as Played[];

  let largest = 0;
  for (const [i, { played: ours }] of episodes.entries()) {
    for (let t = 0; t < COMPARED_STEPS; t++) {
      expect(theirs[i]!.successes[t]).toBe(ours.successes[t]);
      const here = [ours.rewards[t]!, ...ours.observations[t]!];
      const there = [theirs[i]!.rewards[t]!, ...theirs[i]!.observations[t]!];
      largest = Math.max(largest, ...here.map((value, n) => Math.abs(value - there[n]!)));
    }
    expect(theirs[i]!.lasts).toEqual(ours.lasts);
  }
  console.log(`${task}: the largest difference over ${EPISODES} × ${COMPARED_STEPS} steps is ${largest}`);
  expect(largest).toBeLessThan(TOLERANCE);
});

/**
 * An episode of random actions, each held for a while, so that the arm goes to its stops and the table.
 * @param atTarget whether the tool begins at the target.
 */
function playHere(environment: Environment, random: Random, atTarget: boolean) {
  environment.reset();
  const { physics } = environment;
  const [tool, target] = [physics.site('tool'), physics.mocap('target')];
  if (atTarget) physics.mocapPos.set(physics.siteXpos.subarray(tool, tool + 3), target);
  const start = { qpos: [...physics.qpos], target_m: [...physics.mocapPos.subarray(target, target + 3)] };

  const played: Played = { observations: [], rewards: [], successes: [], lasts: [] };
  const actions: number[][] = [];
  for (let t = 0; t < environment.task.episodeSteps; t++) {
    const action_t = t % 10 === 0 ? environment.action.map(() => random.between(-1, 1)) : actions.at(-1)!;
    actions.push(action_t);
    const { observation_t, reward_t, stepType } = environment.step(action_t);
    played.observations.push([...observation_t]);
    played.rewards.push(reward_t);
    played.successes.push(environment.isAtGoal);
    played.lasts.push(stepType === 'last');
  }
  return { ...start, actions, played };
}
