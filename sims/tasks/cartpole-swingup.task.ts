import { z } from 'zod';
import { defineTask } from '../../contracts/task.ts';
import type { Physics } from '../physics/physics.ts';
import { binsOf, binsSetting } from './bins-setting.ts';
import { gaussianTolerance, quadraticTolerance } from './tolerance.ts';

/** Spread of the start around the pole hanging at rest, in SI units. */
const START_DEVIATION = 0.01;

/**
 * The Control Suite counts 1,000 steps of 10 ms. Here an action lasts four of them, as is usual when this task is
 * learned, and its reward is counted four times: a return is on the suite's scale, from 0 to 1,000.
 */
const ACTION_REPEAT = 4;

/** The Control Suite's cart-pole, swing-up with the smooth reward (Tassa et al. 2018), its force in bins or continuous. */
export default defineTask({
  id: 'cartpole-swingup',
  title: 'Cart-pole: swing up',
  summary: 'A cart swings up a hanging pole and balances it by one force along its rail: the yardstick of many papers.',
  model: new URL('./cartpole-swingup.xml', import.meta.url).href,
  controlTimestep_s: 0.01 * ACTION_REPEAT,
  episodeSteps: 1000 / ACTION_REPEAT,
  config: z.strictObject({
    bins: binsSetting.describe(
      'Choices of force, evenly spaced from full force one way to full force the other; odd, or 0 for continuous force',
    ),
  }),
  observation: [
    { name: 'cart position', unit: 'm', size: 1 },
    { name: 'cosine of pole angle', unit: '1', size: 1 },
    { name: 'sine of pole angle', unit: '1', size: 1 },
    { name: 'cart velocity', unit: 'm/s', size: 1 },
    { name: 'pole velocity', unit: 'rad/s', size: 1 },
  ],
  reward: { low: 0, high: ACTION_REPEAT },
  training: {
    environmentSteps: 200_000,
    solved: { measure: 'meanReturn', atLeast: 800 },
    agent: { discount: 0.98, rewardScale: 0.05 },
    families: { 'q-learning': { nStep: 3 } },
    run: { updatesPerIteration: 16, evaluateEverySteps: 10_000, evaluationEpisodes: 10 },
  },
  actions: (config) => [{ name: 'force', unit: '10 N', low: -1, high: 1, ...binsOf(config) }],
  variants: [{ bins: 0 }],

  bind(physics: Physics) {
    const slider = physics.joint('slider');
    const hinge = physics.joint('hinge');
    const force = physics.actuator('slider');

    return {
      reset(random) {
        const { qpos, qvel } = physics;
        qpos[slider.qpos] = START_DEVIATION * random.normal();
        qpos[hinge.qpos] = Math.PI + START_DEVIATION * random.normal();
        qvel[slider.qvel] = START_DEVIATION * random.normal();
        qvel[hinge.qvel] = START_DEVIATION * random.normal();
      },

      act(action_t) {
        physics.ctrl[force] = action_t[0]!;
      },

      observe(observation_t) {
        const { qpos, qvel } = physics;
        observation_t[0] = qpos[slider.qpos]!;
        observation_t[1] = Math.cos(qpos[hinge.qpos]!);
        observation_t[2] = Math.sin(qpos[hinge.qpos]!);
        observation_t[3] = qvel[slider.qvel]!;
        observation_t[4] = qvel[hinge.qvel]!;
      },

      reward() {
        const { qpos, qvel, ctrl } = physics;
        const upright = (1 + Math.cos(qpos[hinge.qpos]!)) / 2;
        const centered = (1 + gaussianTolerance(qpos[slider.qpos]!, 2)) / 2;
        const smallControl = (4 + quadraticTolerance(ctrl[force]!, 1)) / 5;
        const smallVelocity = (1 + gaussianTolerance(qvel[hinge.qvel]!, 5)) / 2;
        return ACTION_REPEAT * upright * smallControl * smallVelocity * centered;
      },
    };
  },
});
