import type { Deployed } from '../../../contracts/deploy.ts';
import { formatMillimetres } from '../../format/joints.ts';

const ends: Readonly<Record<Deployed['end'], string>> = {
  reached: 'the target was reached',
  paused: 'it was held',
  unseen: 'it was held, since nobody watched',
  'step-limit': 'it was held, after all the steps that its task allows',
  fault: 'it was stopped',
  ended: 'the deployment was ended',
};

/** How an episode on an arm ended, for a person. */
export function deployedWords({ arm, isDryRun, end, fault, distance_m }: Deployed): string {
  const where = isDryRun ? `Dry run of ${arm}` : arm;
  return `${where}: ${ends[end]}, ${formatMillimetres(distance_m)} mm away. ${fault}`.trimEnd();
}
