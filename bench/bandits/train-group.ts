/** A process of its own trains an agent on one kind of bandit: `train-group.ts GROUP SEED…`, a message per seed. */
import { train } from '../../agents/testing/train.ts';
import { learnerOf, problemOf, type Group } from './cells.ts';

const WARMUP_STEPS = 20;
const UPDATES_PER_STEP = 2;
/** Greedy ones, each among candidates of its own. */
const CHOICES = 20;

const [text, ...seeds] = process.argv.slice(2);
const group = JSON.parse(text!) as Group;
const schedule = {
  steps: WARMUP_STEPS + group.updates / UPDATES_PER_STEP,
  warmupSteps: WARMUP_STEPS,
  updatesPerStep: UPDATES_PER_STEP,
};
for (const seed of seeds.map(Number)) {
  const problem = problemOf(group, seed);
  const policy = await train({ problem, ...learnerOf(group.variant), ...schedule, seed });
  let regret = 0;
  for (let choice = 0; choice < CHOICES; choice++) {
    const [action] = await policy([[1]]);
    regret += problem.regret(action!) / CHOICES;
  }
  process.send!({ seed, regret });
}
process.disconnect();
