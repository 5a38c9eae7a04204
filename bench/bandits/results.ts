import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Group } from './cells.ts';

/** What one training came to. */
export interface Result extends Group {
  readonly seed: number;
  readonly regret: number;
}

/** Results as lines of JSON: what is written is kept, whatever happens to the program afterwards. */
export class Results {
  readonly #file: string;
  readonly all: Result[];

  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    this.all = lines.map((line) => JSON.parse(line) as Result);
  }

  add(result: Result): void {
    this.all.push(result);
    appendFileSync(this.#file, `${JSON.stringify(result)}\n`);
  }

  of({ variant, dimensions, coupling, updates }: Group): Result[] {
    return this.all.filter(
      (one) =>
        one.variant === variant &&
        one.dimensions === dimensions &&
        one.coupling === coupling &&
        one.updates === updates,
    );
  }
}
