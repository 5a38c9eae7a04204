import { expect, it } from 'vitest';
import { Random } from '../../contracts/random.ts';
import * as tf from '../tf.ts';
import { vTrace } from './v-trace.ts';

/** One unroll. */
interface Unroll {
  readonly value: readonly number[];
  readonly reward: readonly number[];
  readonly discount: readonly number[];
  readonly ratio: readonly number[];
  readonly isChoice?: readonly number[];
}

function trace({ value, reward, discount, ratio, isChoice = reward.map(() => 1) }: Unroll, clip = { rho: 1, c: 1 }) {
  const column = (numbers: readonly number[]) => tf.tensor2d(numbers.map((number) => [number]));
  const inputs = {
    value: column(value),
    reward_t1: column(reward),
    discount_t1: column(discount),
    ratio: column(ratio),
    isChoice: column(isChoice),
  };
  const { target_t, advantage_t } = vTrace(inputs, clip);
  return { target: [...target_t.dataSync()], advantage: [...advantage_t.dataSync()] };
}

const close = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((number, i) => expect(actual[i]).toBeCloseTo(number, 5));
};

it('follows its definition, computed by hand, with ratios beyond and below the clips', () => {
  // δ_1 = 0.5 (4 + 0.5 · 2 − 1) = 2 and v_1 = 1 + 2 = 3; ρ_0 = 2, c_0 = 1:
  // δ_0 = 2 (1 + 0.5 · 1 − 3) = −3 and v_0 = 3 − 3 + 0.5 · 1 · (3 − 1) = 1.
  const unroll = { value: [3, 1, 2], reward: [1, 4], discount: [0.5, 0.5], ratio: [5, 0.5] };
  const { target, advantage } = trace(unroll, { rho: 2, c: 1 });
  close(target, [1, 3]);
  // 2 (1 + 0.5 · 3 − 3) and 0.5 (4 + 0.5 · 2 − 1).
  close(advantage, [-1, 2]);
});

it('is the n-step return on policy', () => {
  const random = new Random(1);
  const draw = (count: number) => Array.from({ length: count }, () => random.between(-1, 1));
  const [value, reward] = [draw(6), draw(5)];
  const { target, advantage } = trace({ value, reward, discount: Array(5).fill(0.9), ratio: Array(5).fill(1) });
  const returns = reward.map((_, t) =>
    reward.slice(t).reduceRight((after, reward_t1) => reward_t1 + 0.9 * after, value[5]!),
  );
  close(target, returns);
  close(
    advantage,
    returns.map((return_t, t) => return_t - value[t]!),
  );
});

it('expects nothing after a termination, and the value of the last state after a truncation', () => {
  // The second step is the last of its episode; a new one begins at the third.
  const unroll = { value: [1, 2, 3, 4], reward: [10, 0, 20], ratio: [1, 7, 1], isChoice: [1, 0, 1] };
  const terminated = trace({ ...unroll, discount: [0, 0.5, 0.5] });
  close(terminated.target, [10, 2, 22]);
  close(terminated.advantage, [9, 0, 19]);
  const truncated = trace({ ...unroll, discount: [0.5, 0.5, 0.5] });
  close(truncated.target, [11, 2, 22]);
  close(truncated.advantage, [10, 0, 19]);
});

it('learns nothing from an action that the policy no longer takes', () => {
  const { target, advantage } = trace({ value: [3, 1], reward: [100], discount: [1], ratio: [0] });
  close(target, [3]);
  close(advantage, [0]);
});
