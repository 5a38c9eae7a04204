import type { ActionSpec } from '../../../../contracts/spec.ts';
import type { Decision } from '../../../../contracts/stream.ts';
import type { ColourMapName } from '../../../theme/colour-map.ts';

/** What every view of a decision is given; besides, the highlighted candidate is its model, and it emits `pick`. */
export interface ViewProps {
  readonly decision: Decision;
  readonly action: ActionSpec;
  readonly colourMap: ColourMapName;
}
