import { KEPT_EPISODES, type EpisodeSummary } from '../../../contracts/lab-api.ts';

/** Where an episode happened, in the order of the groups. */
const places = [
  { title: 'On an arm', has: ({ deployed }: EpisodeSummary) => deployed?.isDryRun === false },
  { title: 'Dry runs', has: ({ deployed }: EpisodeSummary) => deployed?.isDryRun === true },
  { title: 'Watched', has: ({ deployed }: EpisodeSummary) => deployed === null },
];

/** Episodes by where they happened, without empty groups; the newest first. */
export function episodeGroups(episodes: readonly EpisodeSummary[]) {
  const groups = places.map(({ title, has }) => ({ title, episodes: newestFirst(episodes.filter(has)) }));
  return groups.filter((group) => group.episodes.length > 0);
}

/** As many as the lab keeps of each kind, the newest first. */
export function keptEpisodes(episodes: readonly EpisodeSummary[]): EpisodeSummary[] {
  const kinds = [true, false].map((isWatched) => episodes.filter(({ deployed }) => (deployed === null) === isWatched));
  return newestFirst(kinds.flatMap((kind) => newestFirst(kind).slice(0, KEPT_EPISODES)));
}

const newestFirst = (episodes: readonly EpisodeSummary[]): EpisodeSummary[] =>
  [...episodes].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
