import { describe, expect, it } from 'vitest';
import { decisionOf } from '../../../contracts/testing/decision.ts';
import { candidateText, decisionSummary } from './describe.ts';
import { JointsPictures } from './joints-picture.ts';
import { jointPlotOf } from './plots/index.ts';
import { landscape } from './plots/landscape.ts';
import { probabilities } from './plots/probabilities.ts';
import { rounds } from './plots/rounds.ts';
import { relativeWorth, utilities } from './plots/utilities.ts';
import { searchRounds } from './search-rounds.ts';
import { smallDecision, smallSearch, twoJoints } from './testing/small-decision.ts';
import { candidateName } from './words.ts';

const pictureOf = (decision: typeof smallDecision) => new JointsPictures(twoJoints).of(decision);
const slices = Float32Array.of(1, 2, 3, 0, 1, 2.5, 3, 2);

describe('the plot along the joints', () => {
  it('is chosen by what the decision has', () => {
    expect(jointPlotOf(smallDecision)).toBe(probabilities);
    expect(jointPlotOf({ ...smallDecision, slices })).toBe(probabilities);
    expect(jointPlotOf(smallSearch)).toBe(rounds);
    expect(jointPlotOf(decisionOf({ utilities: new Float32Array(8) }))).toBe(utilities);
    expect(jointPlotOf(decisionOf({ slices }))).toBe(landscape);
    expect(jointPlotOf(decisionOf({}))).toBeNull();
  });

  it('tells numbers of the choice that is pointed at', () => {
    expect(probabilities.tip(pictureOf({ ...smallDecision, slices }), 1, 4)).toEqual([
      'probability 0.3000',
      'chosen by 2 of 3 proposals',
      'changed alone: Q −1.0000',
    ]);
    expect(rounds.tip(pictureOf(smallSearch), 0, 1)).toEqual([
      'round 1: 0 of 2 samples',
      'round 2: 1 of 2 samples',
      'round 3: 2 of 2 samples',
    ]);
    expect(rounds.figure(pictureOf(smallSearch), 1)!.texts[0]).toBe('deviation 1.0 → 0.50 rad');
    expect(landscape.figure(pictureOf(decisionOf({ ...smallDecision, slices })), 0)!.texts[0]).toBe(
      'Q changes by 2.000',
    );
  });

  it('keeps one scale of Q for all joints, while it fits', () => {
    const pictures = new JointsPictures(twoJoints);
    const { qRange } = pictures.of({ ...smallDecision, slices });
    expect(qRange.low).toBeLessThanOrEqual(0);
    expect(qRange.high).toBeGreaterThanOrEqual(3);
    expect(pictures.of({ ...smallDecision, slices: slices.map((q) => 0.9 * q) }).qRange).toBe(qRange);
  });

  it('measures utilities by the joint where the choice matters most', () => {
    expect(relativeWorth([0, -2, 2], 4)).toEqual([0.53, 0.06, 1].map((height) => expect.closeTo(height, 9)));
    expect(relativeWorth([1, 0], 4).map((height) => height > 0.7)).toEqual([true, true]);
    expect(relativeWorth([1, 1], 0)).toEqual([1, 1]);
  });
});

describe('a search', () => {
  it('falls into its rounds, the uniform one first', () => {
    expect(searchRounds(smallSearch).map(({ first, q }) => [first, ...q])).toEqual([
      [4, -1, 0],
      [0, 1, 2],
      [2, 3, 4],
    ]);
    expect(searchRounds(smallSearch).map(({ actions }) => actions.length)).toEqual([4, 4, 4]);
    expect([0, 3, 4].map((candidate) => candidateName(smallSearch, candidate))).toEqual([
      'round 2, sample 1',
      'round 3, sample 2',
      'round 1, sample 1',
    ]);
  });

  it('is told in words', () => {
    expect(decisionSummary(smallSearch, twoJoints)).toContain(
      'Best Q of the search, round after round: 0.000, 2.000, 4.000.',
    );
  });
});

it('names a policy of odds by its odds, and the value of its state', () => {
  const policy = decisionOf({
    ...smallDecision,
    measure: 'logProbability',
    uniform: new Float32Array(),
    uniformQ: new Float32Array(),
    stateValue: 1.5,
  });
  expect(decisionSummary(policy, twoJoints)).toMatch(
    /^Value of the state 1\.500\. Best of 3 samples: log π 3\.000\. Executed/,
  );
  expect(candidateText(policy, 0)).toBe("sample 1: log π 1.0000, −2.0000 to the policy's choice");
});
