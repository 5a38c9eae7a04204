import { shallowRef, watch } from 'vue';
import { WorkbenchError } from '../../../contracts/errors.ts';
import type { EpisodeSummary, RecordedEpisode, RunSummary } from '../../../contracts/lab-api.ts';
import type { SceneDescription } from '../../../contracts/scene.ts';
import { useLab, useOnConnected, useStream } from '../../bridge/use-lab.ts';
import { useWatchSettings } from '../../stores/watch.ts';
import { keptEpisodes } from './episode-groups.ts';

/** The recorded episodes of a run; `chosen` is the one to look into, or the newest. */
export function useRecordings(run: () => RunSummary | null, chosen: () => string | null) {
  const lab = useLab();
  const { settings } = useWatchSettings();
  const episodes = shallowRef<readonly EpisodeSummary[] | null>(null);
  const episode = shallowRef<RecordedEpisode | null>(null);
  const scene = shallowRef<SceneDescription | null>(null);
  const error = shallowRef<WorkbenchError | null>(null);

  /** Reads what is asked for now; an answer that comes after the question has changed is dropped. */
  let question = 0;
  async function read(fresh: boolean): Promise<void> {
    const present = run();
    const mine = ++question;
    episode.value = null;
    if (fresh) episodes.value = scene.value = null;
    error.value = null;
    if (!present) return;
    try {
      const list = episodes.value ?? keptEpisodes(await lab.episodes(present.id));
      if (mine !== question) return;
      episodes.value = list;
      const id = chosen() ?? list[0]?.id;
      if (!id) return;
      const [description, recorded] = await Promise.all([
        scene.value ?? lab.scene(present.config.task, present.config.taskConfig),
        lab.episode(present.id, id, { ghosts: settings.ghosts, horizon_steps: settings.horizon_steps }),
      ]);
      if (mine !== question) return;
      [scene.value, episode.value] = [description, recorded];
    } catch (thrown) {
      if (mine === question) error.value = WorkbenchError.from(thrown);
    }
  }

  watch([() => run()?.id, chosen], ([id], [before]) => void read(id !== before), { immediate: true });
  useOnConnected(() => error.value && void read(true));
  useStream('recorded', ({ run: id, episode: recorded }) => {
    if (id !== run()?.id || !episodes.value) return;
    const others = episodes.value.filter((known) => known.id !== recorded.id);
    episodes.value = keptEpisodes([recorded, ...others]);
    if (episodes.value.length === 1) void read(false);
  });

  return { episodes, episode, scene, error, refresh: () => read(true) };
}
