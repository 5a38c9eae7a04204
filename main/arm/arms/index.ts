import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { koch } from './koch.ts';
import { so101 } from './so101.ts';

/** The arms that come with the workbench; those that people describe are in `arm-catalogue.ts`. */
export const builtInArms: readonly ArmDescription[] = [so101, koch];
