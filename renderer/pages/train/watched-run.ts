import { computed, inject, onScopeDispose, provide, ref, shallowRef, watch, type InjectionKey } from 'vue';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { RunSummary } from '../../../contracts/lab-api.ts';
import type { SceneDescription } from '../../../contracts/scene.ts';
import type { WatchFrame } from '../../../contracts/stream.ts';
import { useLab, useOnConnected, useStream } from '../../bridge/use-lab.ts';
import { useWatchSettings } from '../../stores/watch.ts';
import { useNextPicture } from '../../scene/next-picture.ts';

export type WatchedRun = ReturnType<typeof provideWatchedRun>;
const key: InjectionKey<WatchedRun> = Symbol('watched run');

export function useWatchedRun(): WatchedRun {
  const watched = inject(key);
  if (!watched) throw new Error('No run is watched here.');
  return watched;
}

/**
 * The run of the train page, its scene and the newest moment of its watched episode, for every panel of the page.
 * @param run one and the same, as it changes
 */
export function provideWatchedRun(run: () => RunSummary) {
  const lab = useLab();
  const { settings } = useWatchSettings();

  const scene = shallowRef<SceneDescription | null>(null);
  const frame = shallowRef<WatchFrame | null>(null);
  const error = shallowRef<WorkbenchError | null>(null);
  /** The candidate that every view points out: an index among proposals, then uniform ones. */
  const highlight = ref<number | null>(null);
  const action = computed(() => run().action);

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      error.value = null;
    } catch (thrown) {
      error.value = WorkbenchError.from(thrown);
    }
  }

  const { id, config } = run();
  let isLeft = false;
  // Again after every reconnection: the lab then knows of no one who watches.
  useOnConnected(
    () =>
      void attempt(async () => {
        scene.value ??= await lab.scene(config.task, config.taskConfig);
        if (!isLeft) await lab.watch(id, { ...settings });
      }),
  );
  watch(settings, () => void attempt(() => lab.watch(id, { ...settings })));
  onScopeDispose(() => {
    isLeft = true;
    void lab.unwatch().catch(() => {});
  });

  const nextPicture = useNextPicture('watchedRate_Hz');
  // The next frame is sent when this one has been drawn: a hidden window, which draws nothing, is sent nothing.
  useStream('watch', (next) => {
    if (next.run !== id) return;
    if (next.episode !== frame.value?.episode) highlight.value = null;
    frame.value = next;
    return nextPicture();
  });

  const watched = { run: computed(run), scene, frame, action, highlight, error, settings };
  provide(key, watched);
  return watched;
}
