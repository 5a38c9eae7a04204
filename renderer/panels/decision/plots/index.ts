import type { Decision } from '../../../../contracts/stream.ts';
import type { JointPlot } from './joint-plot.ts';
import { landscape } from './landscape.ts';
import { probabilities } from './probabilities.ts';
import { rounds } from './rounds.ts';
import { utilities } from './utilities.ts';

/** What says most comes first. */
const plots: readonly JointPlot[] = [rounds, probabilities, utilities, landscape];

/** How a decision is drawn along its sub-actions; null if it has nothing to draw but the actions. */
export const jointPlotOf = (decision: Decision): JointPlot | null => plots.find((plot) => plot.suits(decision)) ?? null;
