import { JsonLines } from '../json-lines.ts';
import type { Group } from './cells.ts';

/** What one training came to. */
export interface Result extends Group {
  readonly seed: number;
  readonly regret: number;
}

export class Results extends JsonLines<Result> {
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
