import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { Random } from '../contracts/random.ts';
import { createEnvironment, Environment } from './environment.ts';
import { Physics } from './physics/physics.ts';
import cartpole from './tasks/cartpole-swingup.task.ts';

describe('createEnvironment', () => {
  it('takes the settings of the task', async () => {
    const environment = await createEnvironment('so101-reach', { bins: 5 }, new Random(1));
    expect(environment.action.map(({ bins }) => bins)).toEqual([5, 5, 5, 5, 5]);
    environment.dispose();
  });

  it('takes 0 bins for continuous control', async () => {
    const environment = await createEnvironment('so101-reach', { bins: 0 }, new Random(1));
    expect(environment.action.map(({ bins }) => bins)).toEqual(Array(5).fill(undefined));
    environment.step([-1, -0.5, 0, 0.25, 1]);
    expect(() => environment.step([0, 0, 1.5, 0, 0])).toThrow("Action 'elbow_flex' cannot be 1.5.");
    environment.dispose();
  });

  it.each([
    { setting: { bins: 1 }, message: /must be odd/ },
    { setting: { bins: 4 }, message: /must be odd/ },
    { setting: { bins: 'many' }, message: /bins/ },
    { setting: { bin: 5 }, message: /"bin"/ },
  ])('refuses $setting', async ({ setting, message }) => {
    await expect(createEnvironment('so101-reach', setting, new Random(1))).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(message),
    });
  });

  it('refuses an unknown task', async () => {
    await expect(createEnvironment('so101', {}, new Random(1))).rejects.toMatchObject({ code: 'unknown-name' });
  });
});

describe('an episode', () => {
  /** A cart-pole whose episode ends in success after three steps, by its own rules. */
  async function shortEnvironment(episodeSteps: number): Promise<Environment> {
    const physics = await Physics.load(cartpole.model);
    const task = {
      ...cartpole,
      config: z.object({}),
      episodeSteps,
      actions: () => cartpole.actions({ bins: 11 }),
      bind: () => ({
        ...cartpole.bind(physics, { bins: 11 }),
        succeeded: () => physics.time_s > 2.5 * cartpole.controlTimestep_s,
        terminated: () => physics.time_s > 2.5 * cartpole.controlTimestep_s,
      }),
    };
    return new Environment(task, {}, physics, new Random(1));
  }

  it('begins at the first step, whatever its action', async () => {
    const environment = await shortEnvironment(10);
    expect(environment.step([99])).toMatchObject({ stepType: 'first', reward_t: 0, discount_t: 1 });
    environment.dispose();
  });

  it('that ends by its own rules has discount 0', async () => {
    const environment = await shortEnvironment(10);
    environment.reset();
    expect(environment.step([5])).toMatchObject({ stepType: 'mid', discount_t: 1 });
    expect(environment.step([5])).toMatchObject({ stepType: 'mid', discount_t: 1 });
    expect(environment.succeeded).toBe(false);
    expect(environment.step([5])).toMatchObject({ stepType: 'last', discount_t: 0 });
    expect(environment.succeeded).toBe(true);
    expect(environment.step([5]).stepType).toBe('first');
    expect(environment).toMatchObject({ succeeded: false, episodeReturn: 0, episodeStep: 0 });
    environment.dispose();
  });

  it('that the step limit cuts keeps discount 1', async () => {
    const environment = await shortEnvironment(2);
    environment.reset();
    environment.step([5]);
    expect(environment.step([5])).toMatchObject({ stepType: 'last', discount_t: 1 });
    expect(environment.succeeded).toBe(false);
    environment.dispose();
  });

  it('sums its rewards', async () => {
    const environment = await createEnvironment('cartpole-swingup', {}, new Random(1));
    environment.reset();
    let sum = 0;
    for (let step = 0; step < 50; step++) sum += environment.step([step % 11]).reward_t;
    expect(environment.episodeReturn).toBe(sum);
    environment.dispose();
  });
});
