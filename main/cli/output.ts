import { styleText } from 'node:util';
import type { WorkbenchError } from '../../contracts/errors.ts';

/** A terminal or a pipe: as much of a stream as the command line writes to. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * Where a command's words go. Results go to standard output, as text or (with `--json`) as one object per line;
 * everything said along the way goes to standard error.
 */
export class Output {
  readonly json: boolean;
  readonly #out: Sink;
  readonly #err: Sink;

  constructor(json: boolean, out: Sink = process.stdout, err: Sink = process.stderr) {
    this.json = json;
    this.#out = out;
    this.#err = err;
  }

  /** A result: `text` for a person, `record` for a program. */
  result(record: object, text: string): void {
    this.#out.write(`${this.json ? JSON.stringify(record) : text}\n`);
  }

  /** Words for a person in the place of a result. */
  text(text: string): void {
    (this.json ? this.#err : this.#out).write(`${text}\n`);
  }

  /** An event on the way, for programs only. */
  event(record: object): void {
    if (this.json) this.#out.write(`${JSON.stringify(record)}\n`);
  }

  /** A word to the person, kept apart from the results. */
  note(text: string): void {
    this.#err.write(`${text}\n`);
  }

  /** What went wrong and how to go on; programs also get it as their last line. */
  error({ code, message, remedy, stack }: WorkbenchError): void {
    this.event({ type: 'error', code, message, remedy });
    this.note(`${styleText('red', 'error')} ${message}\n${remedy}`);
    if (code === 'internal' && stack) this.note(stack);
  }

  /** The stream on which progress is drawn. */
  get progressSink(): Sink {
    return this.#err;
  }

  /** Columns of text on standard output. */
  get width(): number {
    return this.#out.columns ?? 80;
  }
}
