import { computed } from 'vue';
import type { ArmDescription } from '../../../contracts/arm-description.ts';
import { usePage } from '../../shell/page.ts';
import { useArm } from '../../stores/arm.ts';
import { logTitle } from './log/log-names.ts';

/** What the page shows. */
type ArmPlace =
  | { readonly shows: 'nothing' }
  | { readonly shows: 'log'; readonly name: string; readonly from_s: number }
  /** An arm of one's own is described (null) or edited. */
  | { readonly shows: 'own'; readonly arm: ArmDescription | null }
  | { readonly shows: 'connect' }
  | { readonly shows: 'hand' | 'policy'; readonly arm: ArmDescription };

const ABOUT_OWN = 'Its servos, limits and shape, as data: it then is calibrated and moved like any other.';

/** The address `#/arm/log/NAME/SECONDS`, `#/arm/own/ID` or `#/arm/policy`, as far as what is connected goes with it. */
export function useArmPlace() {
  const { place: at } = usePage();
  const store = useArm();

  const place = computed<ArmPlace>(() => {
    const [what, name, from_s] = at.value.args;
    if (what === 'log' && name) return { shows: 'log', name, from_s: Number(from_s) || 0 };
    if (store.arm) return { shows: what === 'policy' ? 'policy' : 'hand', arm: store.arm };
    if (store.connection?.arm !== null || store.arms.length === 0) return { shows: 'nothing' };
    if (what !== 'own') return { shows: 'connect' };
    return { shows: 'own', arm: store.arms.find(({ id }) => id === name) ?? null };
  });

  const heading = computed((): { title: string; about: string } => {
    const shown = place.value;
    switch (shown.shows) {
      case 'log':
        return { title: 'Log of an arm', about: logTitle(shown.name) };
      case 'own':
        return { title: shown.arm ? `Edit ${shown.arm.title}` : 'Your own arm', about: ABOUT_OWN };
      case 'hand':
      case 'policy':
        return { title: 'Arm', about: `${shown.arm.title} at ${store.connection!.address}` };
      default:
        return { title: 'Arm', about: 'Connect an arm, calibrate it, and move it safely.' };
    }
  });
  return { place, heading };
}
