import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { ArmDescription, armDescriptionSchema } from '../../../contracts/arm-description.ts';
import { WorkbenchError } from '../../../contracts/errors.ts';
import { Twin } from '../../../sims/arms/twin.ts';
import { ensureFolder, replaceDurably } from '../../runs/durable-files.ts';
import { damagedFile, storing } from '../../runs/storage-errors.ts';
import { describeArm } from './describe-arm.ts';
import { builtInArms } from './index.ts';

/** Every arm that can be driven: the built-in ones, and those that a person described, a JSON file each. */
export class ArmCatalogue {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'arms');
  }

  /** @param warn is told of every damaged description. */
  list(warn: (message: string) => void): ArmDescription[] {
    const own = this.ownIds().flatMap((id) => {
      try {
        return [this.#read(id)];
      } catch (error) {
        warn(WorkbenchError.from(error).message);
        return [];
      }
    });
    return [...builtInArms, ...own];
  }

  /** @throws WorkbenchError `unknown-name`, `damaged` */
  find(id: string): ArmDescription {
    const builtIn = builtInArms.find((arm) => arm.id === id);
    if (builtIn) return builtIn;
    if (this.ownIds().includes(id)) return this.#read(id);
    const known = [...builtInArms.map((arm) => arm.id), ...this.ownIds()].join(', ');
    throw new WorkbenchError('unknown-name', `There is no arm "${id}".`, `Choose one of ${known}.`);
  }

  /** Keeps a person's arm, once its twin has shown that it has the joints. @throws as `describeArm` and `Twin.load` */
  async save(given: z.input<typeof armDescriptionSchema>): Promise<ArmDescription> {
    const arm = describeArm(given);
    if (builtInArms.some(({ id }) => id === arm.id)) {
      throw new WorkbenchError('bad-config', `The id "${arm.id}" is a built-in arm's.`, 'Choose another id.');
    }
    const names = arm.joints.map(({ name }) => name);
    (await Twin.load(arm.twin, names, arm.tool)).dispose();
    storing(this.#folder, () => {
      ensureFolder(this.#folder);
      replaceDurably(this.#file(arm.id), JSON.stringify(arm, null, 2) + '\n');
    });
    return arm;
  }

  remove(id: string): void {
    storing(this.#folder, () => rmSync(this.#file(id), { force: true }));
  }

  #read(id: string): ArmDescription {
    try {
      return describeArm(JSON.parse(readFileSync(this.#file(id), 'utf8')));
    } catch (error) {
      throw damagedFile(this.#file(id), WorkbenchError.from(error).message, { cause: error });
    }
  }

  /** The arms that people described. @throws WorkbenchError `damaged` if one cannot be read */
  own(): ArmDescription[] {
    return this.ownIds().map((id) => this.#read(id));
  }

  /** Their ids. */
  ownIds(): string[] {
    try {
      const files = readdirSync(this.#folder).filter((file) => file.endsWith('.json'));
      return files.map((file) => file.slice(0, -'.json'.length)).sort();
    } catch {
      return [];
    }
  }

  readonly #file = (id: string): string => join(this.#folder, `${id}.json`);
}
