import type { Decision } from '../../contracts/stream.ts';

/** What candidates are compared by, in short: Q, or how probable they are under the policy. */
export const measureName = ({ measure }: Pick<Decision, 'measure'>): string => (measure === 'q' ? 'Q' : 'log π');
