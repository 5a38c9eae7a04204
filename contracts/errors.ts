/** What went wrong, as a word a program can act on. */
export type ErrorCode =
  | 'bad-config'
  | 'bad-model'
  | 'unknown-name'
  | 'unsupported'
  | 'engine-failed'
  | 'simulation-diverged'
  | 'not-finite'
  | 'storage-full'
  | 'storage-read-only'
  | 'damaged'
  | 'version'
  | 'busy'
  | 'cancelled'
  | 'no-permission'
  | 'link-lost'
  | 'no-answer'
  | 'refused'
  | 'internal';

/**
 * An error meant for a person: the message names the offending value, `remedy` the way out. It survives
 * structured cloning between threads through `toData` / `fromData`.
 */
export class WorkbenchError extends Error {
  override readonly name = 'WorkbenchError';
  readonly code: ErrorCode;
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, remedy: this.remedy, ...(this.stack && { stack: this.stack }) };
  }

  static fromData({ code, message, remedy, stack }: ErrorData): WorkbenchError {
    const error = new WorkbenchError(code, message, remedy);
    if (stack) error.stack = stack;
    return error;
  }

  /** Any thrown value as a WorkbenchError; what is not one already becomes `internal`. */
  static from(thrown: unknown): WorkbenchError {
    if (thrown instanceof WorkbenchError) return thrown;
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const wrapped = new WorkbenchError('internal', error.message, 'This is a defect: please report it.', {
      cause: error,
    });
    if (error.stack) wrapped.stack = error.stack;
    return wrapped;
  }
}

export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
  readonly stack?: string;
}
