import { choiceCount } from '../../../../contracts/spec.ts';
import { fullHeight } from '../choices.ts';
import { countOf } from '../numbers.ts';
import { proposalWord } from '../words.ts';
import { paintHeights } from './bars.ts';
import type { JointPlot } from './joint-plot.ts';
import { paintQLine, qTip } from './q-line.ts';

/** The probabilities by which a policy or a proposal draws, with the line of Q, where there is one. */
export const probabilities: JointPlot = {
  suits: ({ marginals }) => marginals.length > 0,
  height: () => 34,
  caption: ({ slices }) =>
    `Height: how probable a choice is. Ticks: what was drawn.${slices.length > 0 ? ' Line: Q if this joint alone is changed.' : ''}`,
  hasTicks: true,
  paint(context, box, picture, d, ink) {
    const { decision, action, offsets } = picture;
    const own = [...decision.marginals.subarray(offsets[d]!, offsets[d + 1]!)];
    const full = fullHeight(Math.max(...own), own.length);
    context.fillStyle = ink.proposal;
    paintHeights(
      context,
      box,
      action[d]!,
      own.map((probability) => probability / full),
    );
    if (decision.slices.length > 0) paintQLine(context, box, picture, d, ink.text);
  },
  figure({ decision, action }, d) {
    const entropy = decision.entropy[d];
    if (entropy === undefined) return null;
    const most = Math.log(choiceCount(action[d]!));
    const short = entropy.toFixed(2);
    return { texts: [`entropy ${short} / ${most.toFixed(2)} nat`, `${short} nat`, short], gauge: entropy / most };
  },
  tip(picture, d, choice) {
    const { decision, offsets, counts } = picture;
    const column = offsets[d]! + choice;
    const drawn = decision.proposalQ.length;
    return [
      `probability ${decision.marginals[column]!.toFixed(4)}`,
      ...(drawn === 0 ? [] : [`chosen by ${counts[0]![column]} of ${countOf(drawn, proposalWord(decision))}`]),
      ...qTip(picture, d, choice),
    ];
  },
};
