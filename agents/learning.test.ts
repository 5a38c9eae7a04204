import { describe, expect, it } from 'vitest';
import { Random } from '../contracts/random.ts';
import { contextualBandit } from './testing/contextual-bandit.ts';
import { learner } from './testing/learners.ts';
import { productBandit, type ProductBandit } from './testing/product-bandit.ts';
import type { SpaceKind } from './testing/spaces.ts';
import { choices, threeRoutes, viewFrom } from './testing/three-routes.ts';
import { train } from './testing/train.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const hiddenBest = () => new Random(7);

interface BanditCase {
  readonly id: string;
  readonly kind: SpaceKind;
  readonly dimensions: number;
  readonly coupling: 0 | 1;
  readonly bound: number;
  readonly steps?: number;
  readonly changes?: Readonly<Record<string, number | string>>;
}

/** A cheaper search, for continuous sub-actions, which no kernel computes. */
const frugal = { proposals: 10, uniformCandidates: 20, batchSize: 32 };

/** All bins are in use after 360 of 760 updates. */
const growing = { growEvery: 120, startBins: 3 };

const bandits: readonly BanditCase[] = [
  { id: 'aql', kind: 'discrete', dimensions: 3, coupling: 0, bound: 0.06 },
  { id: 'aql', kind: 'discrete', dimensions: 3, coupling: 1, bound: 0.12 },
  { id: 'aql', kind: 'discrete', dimensions: 7, coupling: 0, bound: 0.06 },
  { id: 'aql', kind: 'discrete', dimensions: 7, coupling: 1, bound: 0.24 },
  { id: 'aql', kind: 'discrete', dimensions: 21, coupling: 0, bound: 0.05, steps: 600 },
  { id: 'aql', kind: 'discrete', dimensions: 21, coupling: 1, bound: 0.25, steps: 600 },
  { id: 'aql', kind: 'continuous', dimensions: 3, coupling: 0, bound: 0.02 },
  { id: 'aql', kind: 'continuous', dimensions: 7, coupling: 0, bound: 0.04, changes: frugal },
  { id: 'aql', kind: 'continuous', dimensions: 21, coupling: 0, bound: 0.15, changes: frugal },
  { id: 'aql', kind: 'hybrid', dimensions: 3, coupling: 0, bound: 0.06 },
  { id: 'aql', kind: 'discrete', dimensions: 7, coupling: 0, bound: 0.06, changes: { stateNetwork: 'layer-norm' } },
  { id: 'aql', kind: 'discrete', dimensions: 7, coupling: 0, bound: 0.06, changes: { stateNetwork: 'simba' } },
  { id: 'aql', kind: 'discrete', dimensions: 7, coupling: 0, bound: 0.06, changes: growing },
  { id: 'decqn', kind: 'discrete', dimensions: 7, coupling: 0, bound: 0.01, changes: growing },
  // With the weakness of uniform search: what is near the best becomes rare.
  { id: 'uniform-ql', kind: 'discrete', dimensions: 3, coupling: 0, bound: 0.06 },
  { id: 'uniform-ql', kind: 'discrete', dimensions: 7, coupling: 0, bound: 0.4 },
  { id: 'uniform-ql', kind: 'continuous', dimensions: 3, coupling: 0, bound: 0.08 },
  { id: 'qt-opt', kind: 'continuous', dimensions: 3, coupling: 0, bound: 0.05 },
  { id: 'qt-opt', kind: 'continuous', dimensions: 7, coupling: 0, bound: 0.2 },
  { id: 'qt-opt', kind: 'continuous', dimensions: 21, coupling: 0, bound: 0.3, steps: 300 },
  { id: 'd3pg', kind: 'continuous', dimensions: 3, coupling: 0, bound: 0.01 },
  { id: 'd3pg', kind: 'continuous', dimensions: 3, coupling: 1, bound: 0.02 },
  { id: 'd3pg', kind: 'continuous', dimensions: 7, coupling: 0, bound: 0.02 },
  { id: 'd3pg', kind: 'continuous', dimensions: 7, coupling: 1, bound: 0.05 },
  { id: 'd3pg', kind: 'continuous', dimensions: 21, coupling: 0, bound: 0.05 },
  { id: 'd3pg', kind: 'continuous', dimensions: 21, coupling: 1, bound: 0.1 },
  { id: 'decqn', kind: 'discrete', dimensions: 3, coupling: 0, bound: 0.01 },
  // A mean of utilities cannot tell that one sub-action should agree with another.
  { id: 'decqn', kind: 'discrete', dimensions: 3, coupling: 1, bound: 0.1 },
  { id: 'decqn', kind: 'discrete', dimensions: 7, coupling: 0, bound: 0.01 },
  { id: 'decqn', kind: 'discrete', dimensions: 7, coupling: 1, bound: 0.3 },
  { id: 'decqn', kind: 'discrete', dimensions: 21, coupling: 0, bound: 0.01 },
  { id: 'decqn', kind: 'discrete', dimensions: 21, coupling: 1, bound: 0.2 },
  { id: 'impala', kind: 'discrete', dimensions: 3, coupling: 0, bound: 0.02 },
  { id: 'impala', kind: 'discrete', dimensions: 3, coupling: 1, bound: 0.05 },
  { id: 'impala', kind: 'discrete', dimensions: 7, coupling: 0, bound: 0.03, steps: 800 },
  { id: 'impala', kind: 'discrete', dimensions: 7, coupling: 1, bound: 0.15, steps: 800 },
  { id: 'impala', kind: 'discrete', dimensions: 21, coupling: 0, bound: 0.05, steps: 1200 },
  { id: 'impala', kind: 'continuous', dimensions: 3, coupling: 0, bound: 0.02 },
  { id: 'impala', kind: 'continuous', dimensions: 7, coupling: 1, bound: 0.03, steps: 800 },
  { id: 'impala', kind: 'continuous', dimensions: 21, coupling: 0, bound: 0.15, steps: 800 },
  { id: 'impala', kind: 'hybrid', dimensions: 3, coupling: 0, bound: 0.02 },
];

async function regretOf(problem: ProductBandit, id: string, steps: number, changes = {}): Promise<number> {
  const policy = await train({ problem, ...learner(id, changes), steps });
  const [action] = await policy([[1]]);
  return problem.regret(action!);
}

describe.each(bandits)('$id, with a $kind bandit of $dimensions sub-actions, coupling $coupling', (bandit) => {
  const how = bandit.changes ? ` with ${JSON.stringify(bandit.changes)}` : '';
  it(`learns it to a regret below ${bandit.bound}${how}`, async () => {
    const problem = productBandit(bandit.dimensions, bandit.coupling, hiddenBest(), bandit.kind);
    expect(await regretOf(problem, bandit.id, bandit.steps ?? 400, bandit.changes)).toBeLessThan(bandit.bound);
  });
});

describe.each([0, 1])('21 sub-actions with coupling %i', (coupling) => {
  /** What the best of `count` uniform draws falls short of the best action, on average, if rewards are known exactly. */
  function regretOfUniformSearch({ regret, space }: ProductBandit, count: number): number {
    const random = new Random(3);
    const draw = () => regret(space.action.map(({ bins }) => random.integer(bins!)));
    return mean(Array.from({ length: 20 }, () => Math.min(...Array.from({ length: count }, draw))));
  }

  it('are out of reach for uniform search, were it to know the true rewards', () => {
    const problem = productBandit(21, coupling, hiddenBest());
    const { bound } = bandits.find(
      (one) => one.id === 'aql' && one.dimensions === 21 && one.kind === 'discrete' && one.coupling === coupling,
    )!;
    expect(regretOfUniformSearch(problem, 80)).toBeGreaterThan(2 * bound);
    expect(regretOfUniformSearch(problem, 400)).toBeGreaterThan(2 * bound);
  });

  it('are beyond UniformQL', async () => {
    const problem = productBandit(21, coupling, hiddenBest());
    const regret = await regretOf(problem, 'uniform-ql', 400);
    const random = new Random(3);
    const blind = mean(
      Array.from({ length: 100 }, () => problem.regret(problem.space.action.map(() => random.integer(11)))),
    );
    expect(regret).toBeGreaterThan(0.2);
    expect(regret).toBeLessThan(blind);
  });
});

interface Learner {
  readonly id: string;
  readonly kind: SpaceKind;
  /** How many times the steps that suffice for the others: near its policy, an agent learns from each but a few times. */
  readonly patience?: number;
}

const learners: readonly Learner[] = [
  { id: 'aql', kind: 'discrete' },
  { id: 'aql', kind: 'hybrid' },
  { id: 'uniform-ql', kind: 'discrete' },
  { id: 'qt-opt', kind: 'hybrid' },
  { id: 'd3pg', kind: 'continuous' },
  { id: 'decqn', kind: 'discrete' },
  { id: 'impala', kind: 'discrete', patience: 4 },
  { id: 'impala', kind: 'hybrid', patience: 4 },
];

describe.each(learners)('$id, with a $kind contextual bandit', ({ id, kind, patience = 1 }) => {
  it('acts by its context', async () => {
    const problem = contextualBandit(3, kind);
    const policy = await train({ problem, ...learner(id, { hiddenUnits: 128 }), steps: 800 * patience });
    const random = new Random(9);
    const contexts = Array.from({ length: 16 }, () => problem.begin(random));
    const actions = await policy(contexts);
    expect(mean(contexts.map((context, i) => problem.regret(context, actions[i]!)))).toBeLessThan(0.06);
    // What is best in one context is bad in another.
    expect(mean(contexts.map((context, i) => problem.regret(context, actions[(i + 1) % 16]!)))).toBeGreaterThan(0.3);
  });
});

describe.each(learners)('$id, with $kind rewards that take several steps', ({ id, kind, patience = 1 }) => {
  it.each([
    { discount: 0.25, path: [{ place: 'start', dimension: 0, choice: 0 }] },
    {
      discount: 0.5,
      path: [
        { place: 'start', dimension: 0, choice: 1 },
        { place: 'near', dimension: 1, choice: 2 },
      ],
    },
    {
      discount: 1,
      path: [
        { place: 'start', dimension: 0, choice: 2 },
        { place: 'far', dimension: 1, choice: 1 },
      ],
    },
  ] as const)('weighs them by the discount $discount', async ({ discount, path }) => {
    const settings = { discount, batchSize: 32, targetEvery: 20, uniformCandidates: 20, proposals: 4 };
    const policy = await train({ problem: threeRoutes(kind), ...learner(id, settings), steps: 200 * patience });
    const actions = await policy(path.map(({ place }) => viewFrom(place)));
    path.forEach(({ place, dimension, choice }, i) => {
      expect(choices(kind, actions[i]!)[dimension], place).toBe(choice);
    });
  });
});
