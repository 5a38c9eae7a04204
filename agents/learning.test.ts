import { describe, expect, it } from 'vitest';
import { Random } from '../contracts/random.ts';
import { aql } from './aql/aql.ts';
import { contextualBandit } from './testing/contextual-bandit.ts';
import { productBandit } from './testing/product-bandit.ts';
import { threeRoutes, viewFrom } from './testing/three-routes.ts';
import { train, type TrainingOptions } from './testing/train.ts';

/** Small and fast; with `nStep` 1 a return holds no action but the one it is for. */
const config = {
  proposals: 20,
  uniformCandidates: 80,
  batchSize: 64,
  nStep: 1,
  learningRate: 5e-3,
  entropyWeight: 0.05,
  targetEvery: 50,
  epsilon: 0.3,
  embeddingUnits: 32,
  hiddenUnits: 32,
  proposalUnits1: 32,
  proposalUnits2: 32,
  headUnits: 16,
};
const agent = aql as TrainingOptions['agent'];

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What the best of `count` uniform draws falls short of the best action, on average, if rewards are known exactly. */
function regretOfUniformSearch({ regret, space }: ReturnType<typeof productBandit>, count: number): number {
  const random = new Random(3);
  const draw = () => regret(space.action.map(({ bins }) => random.integer(bins!)));
  const searches = Array.from({ length: 20 }, () => Math.min(...Array.from({ length: count }, draw)));
  return mean(searches);
}

const bandits = [
  { dimensions: 3, coupling: 0, steps: 400, bound: 0.06 },
  { dimensions: 3, coupling: 1, steps: 400, bound: 0.12 },
  { dimensions: 7, coupling: 0, steps: 400, bound: 0.06 },
  { dimensions: 7, coupling: 1, steps: 400, bound: 0.24 },
  { dimensions: 21, coupling: 0, steps: 600, bound: 0.05 },
  { dimensions: 21, coupling: 1, steps: 600, bound: 0.25 },
];
const hiddenBest = () => new Random(7);

describe.each(bandits)('a bandit of $dimensions sub-actions, coupling $coupling', (bandit) => {
  it(`is learned to a regret below ${bandit.bound}`, async () => {
    const problem = productBandit(bandit.dimensions, bandit.coupling, hiddenBest());
    const policy = await train({ problem, agent, config, steps: bandit.steps });
    const [action] = await policy([[1]]);
    expect(problem.regret(action!)).toBeLessThan(bandit.bound);
  });
});

describe.each(bandits.filter(({ dimensions }) => dimensions === 21))('with coupling $coupling', (bandit) => {
  it('21 sub-actions are out of reach for uniform search, were it to know the true rewards', () => {
    const problem = productBandit(bandit.dimensions, bandit.coupling, hiddenBest());
    expect(regretOfUniformSearch(problem, config.uniformCandidates)).toBeGreaterThan(2 * bandit.bound);
    expect(regretOfUniformSearch(problem, 5 * config.uniformCandidates)).toBeGreaterThan(2 * bandit.bound);
  });
});

describe('a contextual bandit', () => {
  it('is acted in by its context', async () => {
    const problem = contextualBandit(3);
    const policy = await train({ problem, agent, config: { ...config, hiddenUnits: 128 }, steps: 800 });
    const random = new Random(9);
    const contexts = Array.from({ length: 16 }, () => problem.begin(random));
    const actions = await policy(contexts);
    expect(mean(contexts.map((context, i) => problem.regret(context, actions[i]!)))).toBeLessThan(0.06);
    // What is best in one context is bad in another.
    expect(mean(contexts.map((context, i) => problem.regret(context, actions[(i + 1) % 16]!)))).toBeGreaterThan(0.3);
  });
});

describe('rewards that take several steps', () => {
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
  ] as const)('are weighed by the discount $discount', async ({ discount, path }) => {
    const settings = { ...config, discount, batchSize: 32, targetEvery: 20, uniformCandidates: 20, proposals: 4 };
    const policy = await train({ problem: threeRoutes, agent, config: settings, steps: 200 });
    const actions = await policy(path.map(({ place }) => viewFrom(place)));
    path.forEach(({ place, dimension, choice }, i) => expect(actions[i]![dimension], place).toBe(choice));
  });
});
