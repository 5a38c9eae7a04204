import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KEPT_EPISODES, type EpisodeSummary } from '../../../contracts/lab-api.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { ensureFolder } from '../../runs/durable-files.ts';
import { isDamage, storing } from '../../runs/storage-errors.ts';
import {
  policyHash,
  readEpisodeFile,
  readPolicyFile,
  writeEpisodeFile,
  writePolicyFile,
  type EpisodeRecord,
} from './episode-file.ts';

/** Ids begin with the time, so that they sort by it. */
const EPISODE = /^(\d{17}-[0-9a-f]{8})\.episode$/;

/** The watched episodes of a run: `episodes/` in its folder. */
export class EpisodeFolder {
  readonly #folder: string;

  constructor(runFolder: string) {
    this.#folder = join(runFolder, 'episodes');
  }

  /** Keeps an episode, and lets go of the oldest. @throws the storage errors */
  save(record: Omit<EpisodeRecord, 'policy'>, parameters: Float32Array): void {
    storing(this.#folder, () => {
      ensureFolder(this.#folder);
      const policy = policyHash(parameters);
      if (!existsSync(this.#policyFile(policy))) writePolicyFile(this.#policyFile(policy), parameters);
      writeEpisodeFile(this.#episodeFile(record.summary.id), { ...record, policy });
      this.#prune(policy);
    });
  }

  /** The newest first. @param warn is told of every damaged file. */
  list(warn: (message: string) => void): EpisodeSummary[] {
    return this.#records(warn).map(({ summary }) => summary);
  }

  /** @throws WorkbenchError `unknown-name`, `damaged` */
  load(id: string): { readonly record: EpisodeRecord; readonly parameters: Float32Array } {
    if (!this.#ids().includes(id)) {
      throw new WorkbenchError(
        'unknown-name',
        `There is no episode '${id}'.`,
        'Choose another: only the newest are kept.',
      );
    }
    const record = readEpisodeFile(this.#episodeFile(id));
    return { record, parameters: readPolicyFile(this.#policyFile(record.policy), record.policy) };
  }

  #prune(newestPolicy: string): void {
    const ids = this.#ids();
    for (const id of ids.slice(KEPT_EPISODES)) rmSync(this.#episodeFile(id), { force: true });
    if (ids.length <= KEPT_EPISODES) return;
    const needed = new Set([newestPolicy, ...this.#records().map(({ policy }) => policy)]);
    for (const name of readdirSync(this.#folder)) {
      const [hash, extension] = name.split('.');
      if (extension === 'policy' && !needed.has(hash!)) rmSync(join(this.#folder, name), { force: true });
    }
  }

  #records(warn: (message: string) => void = () => {}): EpisodeRecord[] {
    return this.#ids().flatMap((id) => {
      try {
        return [readEpisodeFile(this.#episodeFile(id))];
      } catch (error) {
        if (!isDamage(error)) throw error;
        warn((error as Error).message);
        return [];
      }
    });
  }

  /** The newest first. */
  #ids(): string[] {
    if (!existsSync(this.#folder)) return [];
    const names = readdirSync(this.#folder);
    return names
      .flatMap((name) => EPISODE.exec(name)?.[1] ?? [])
      .sort()
      .toReversed();
  }

  #episodeFile = (id: string): string => join(this.#folder, `${id}.episode`);
  #policyFile = (hash: string): string => join(this.#folder, `${hash}.policy`);
}
