import type { CompiledProgram } from '../../agents/engine/index.ts';
import type { First } from '../peers/peer.ts';

const METRIC_TOLERANCE = 1e-3;
/** Of the sub-actions; where a sample's noise lies on a step of the CDF, rounding decides. */
const LEAST_AGREEMENT = 0.98;

/** @throws Error naming `who` where PyTorch computed something else: metrics of an update, or actions. */
export function expectAgreement({ metrics, action }: First, outputs: CompiledProgram['outputs'], who: string): void {
  for (const [name, value] of Object.entries(metrics ?? {})) {
    const ours = outputs[name]![0]!;
    if (Math.abs(ours - value) <= METRIC_TOLERANCE * Math.max(1, Math.abs(value))) continue;
    throw new Error(`${name} is ${ours} here and ${value} in PyTorch (${who}): not the same mathematics`);
  }
  if (!action) return;
  const ours = outputs['action_t']!;
  const same = action.filter((bin, i) => bin === ours[i]).length / ours.length;
  if (same < LEAST_AGREEMENT) throw new Error(`Only ${(100 * same).toFixed(0)} % of the sub-actions agree (${who})`);
}
