import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Values as lines of JSON: what is written is kept, whatever happens to the program afterwards. */
export class JsonLines<T> {
  readonly #file: string;
  readonly all: T[];

  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    this.all = lines.map((line) => JSON.parse(line) as T);
  }

  add(value: T): void {
    this.all.push(value);
    appendFileSync(this.#file, `${JSON.stringify(value)}\n`);
  }
}
