import { computed, reactive, shallowRef } from 'vue';
import type { ArmDescription } from '../../../../contracts/arm-description.ts';
import type { ServoType, TwinDescription } from '../../../../contracts/arm-twin.ts';
import { useOnArmConnected } from '../../../bridge/use-arm-host.ts';
import { useArm } from '../../../stores/arm.ts';
import { useToasts } from '../../../stores/toasts.ts';
import { useBusy } from '../../../stores/use-busy.ts';
import { descriptionOf, draftOf, emptyDraft, idFor, withTwin, type ArmDraft } from './own-draft.ts';
import { isSound, problemsOf } from './own-problems.ts';
import { sendTwin } from './send-twin.ts';

/** An arm as a person describes it. @param before the one that is edited; null for a new one */
export function useOwnArm(before: ArmDescription | null) {
  const store = useArm();
  const { attempt, show } = useToasts();
  const { isBusy, busily } = useBusy();
  const draft = reactive<ArmDraft>(before ? draftOf(before) : emptyDraft());
  const servos = shallowRef<readonly ServoType[]>([]);
  const twin = shallowRef<TwinDescription | null>(null);
  const problems = computed(() => problemsOf(draft, servos.value, twin.value?.sites ?? []));

  useOnArmConnected(() => void attempt(readChoices));
  async function readChoices(): Promise<void> {
    servos.value = await store.api.servoTypes();
    if (draft.twin !== '') twin.value ??= await store.api.describeTwin(draft.twin);
  }

  const chooseTwin = (files: readonly File[]) =>
    busily(async () => {
      const url = await sendTwin(store.api, files);
      const described = await store.api.describeTwin(url);
      twin.value = described;
      Object.assign(draft, withTwin(draft, url, described));
      if (draft.title === '')
        draft.title = files.find(({ name }) => url.endsWith(encodeURI(name)))!.name.replace(/\.\w+$/, '');
    });

  /** @returns the arm's id, or undefined after a failure */
  const save = () =>
    busily(async () => {
      const id =
        before?.id ??
        idFor(
          draft.title,
          store.arms.map((arm) => arm.id),
        );
      await store.saveArm(descriptionOf(draft, id, before));
      const undo = () => void attempt(() => (before ? store.saveArm(before) : store.removeArm(id)));
      show({ kind: 'done', text: `“${draft.title}” is saved.`, action: { title: 'Undo', run: undo } });
      return id;
    });

  return { draft, servos, twin, problems, isSound: computed(() => isSound(problems.value)), isBusy, chooseTwin, save };
}
