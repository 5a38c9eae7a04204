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

/** Ids begin with the time, so that they sort by it. Those that were watched and those on an arm are kept apart. */
const EPISODE = /^(?<id>\d{17}-[0-9a-f]{8})\.(?<kind>episode|deployment)$/;

/** The recorded episodes of a run: `episodes/` in its folder. */
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
      const kind = record.arm ? 'deployment' : 'episode';
      writeEpisodeFile(join(this.#folder, `${record.summary.id}.${kind}`), { ...record, policy });
      this.#prune(policy);
    });
  }

  /** The newest first. @param warn is told of every damaged file. */
  list(warn: (message: string) => void): EpisodeSummary[] {
    return this.#records(warn).map(({ summary }) => summary);
  }

  /** @throws WorkbenchError `unknown-name`, `damaged` */
  load(id: string): { readonly record: EpisodeRecord; readonly parameters: Float32Array } {
    const found = this.#files().find((file) => file.id === id);
    if (!found) {
      throw new WorkbenchError(
        'unknown-name',
        `There is no episode '${id}'.`,
        'Choose another: only the newest are kept.',
      );
    }
    const record = readEpisodeFile(found.path);
    return { record, parameters: readPolicyFile(this.#policyFile(record.policy), record.policy) };
  }

  #prune(newestPolicy: string): void {
    const kinds = Map.groupBy(this.#files(), ({ kind }) => kind);
    const old = [...kinds.values()].flatMap((files) => files.slice(KEPT_EPISODES));
    for (const { path } of old) rmSync(path, { force: true });
    if (old.length === 0) return;
    const needed = new Set([newestPolicy, ...this.#records().map(({ policy }) => policy)]);
    for (const name of readdirSync(this.#folder)) {
      const [hash, extension] = name.split('.');
      if (extension === 'policy' && !needed.has(hash!)) rmSync(join(this.#folder, name), { force: true });
    }
  }

  #records(warn: (message: string) => void = () => {}): EpisodeRecord[] {
    return this.#files().flatMap(({ path }) => {
      try {
        return [readEpisodeFile(path)];
      } catch (error) {
        if (!isDamage(error)) throw error;
        warn((error as Error).message);
        return [];
      }
    });
  }

  /** The newest first. */
  #files(): { readonly id: string; readonly kind: string; readonly path: string }[] {
    if (!existsSync(this.#folder)) return [];
    const names = readdirSync(this.#folder).sort().toReversed();
    return names.flatMap((name) => {
      const { id, kind } = EPISODE.exec(name)?.groups ?? {};
      return id && kind ? [{ id, kind, path: join(this.#folder, name) }] : [];
    });
  }

  #policyFile = (hash: string): string => join(this.#folder, `${hash}.policy`);
}
