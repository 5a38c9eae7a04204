import { computed, reactive, ref, shallowReactive, shallowRef, watch } from 'vue';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { useLab } from '../../bridge/use-lab.ts';
import { useCatalogue } from '../../stores/catalogue.ts';
import { useRuns } from '../../stores/runs.ts';
import { draftLike, newRunOf, problemOf, sectionsOf, type Draft } from './draft.ts';

/** Typing is over for the moment: time for the lab's own check. */
const PAUSE_ms = 300;

/** The new run that a person fills in, and what is still wrong with it. */
export function useDraft() {
  const lab = useLab();
  const catalogue = useCatalogue();
  const runs = useRuns();

  const draft = reactive<Draft>({ name: '', task: '', agent: '', given: { task: {}, agent: {}, run: {} } });
  const task = computed(() => catalogue.task(draft.task));
  const agent = computed(() => catalogue.agent(draft.agent));
  const sections = computed(() =>
    catalogue.catalogue && task.value && agent.value ? sectionsOf(catalogue.catalogue, task.value, agent.value) : [],
  );

  /** Fields whose text is no value, as `section.field`. */
  const mistakes = shallowReactive(new Set<string>());
  /** What the lab's check found; what belongs to a field is shown there. */
  const refusal = shallowRef<WorkbenchError | null>(null);
  const refusedField = computed(() => refusal.value && problemOf(refusal.value.message));

  function chooseTask(id: string): void {
    if (id === draft.task) return;
    draft.task = id;
    draft.given.task = {};
    const able = catalogue.catalogue?.agents.find(({ refuses }) => !refuses[id]);
    if (agent.value?.refuses[id] || !agent.value) chooseAgent(able?.id ?? '');
  }

  function chooseAgent(id: string): void {
    if (id === draft.agent) return;
    draft.agent = id;
    draft.given.agent = {};
  }

  /** @param like the id of the run whose settings to begin with */
  function begin(like: string | undefined): void {
    const run = like === undefined ? undefined : runs.byId.get(like);
    chooseTask(run?.config.task ?? catalogue.catalogue?.tasks[0]?.id ?? '');
    if (!run) return;
    chooseAgent(run.config.agent);
    Object.assign(draft, draftLike(run, sections.value));
  }

  let check = 0;
  watch(
    draft,
    () => {
      clearTimeout(check);
      check = setTimeout(() => void compose(), PAUSE_ms);
    },
    { deep: true },
  );

  async function compose(): Promise<void> {
    try {
      if (draft.task) await lab.compose(newRunOf(draft));
      refusal.value = null;
    } catch (thrown) {
      refusal.value = WorkbenchError.from(thrown);
    }
  }

  const isStarting = ref(false);
  /**
   * Starts it, after the run that trains now, if any, has been stopped.
   * @returns the id of the run that now trains; null if the lab refused, which `refusal` then tells
   */
  async function start(): Promise<string | null> {
    isStarting.value = true;
    try {
      if (runs.active) await lab.stop(runs.active.id);
      return await lab.create(newRunOf(draft));
    } catch (thrown) {
      refusal.value = WorkbenchError.from(thrown);
      return null;
    } finally {
      isStarting.value = false;
    }
  }

  return {
    draft,
    task,
    agent,
    sections,
    mistakes,
    refusal,
    refusedField,
    isStarting,
    begin,
    chooseTask,
    chooseAgent,
    start,
  };
}
