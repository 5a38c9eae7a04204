import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StepKind } from '../aql-problem.ts';
import type { Turn } from '../turns.ts';
import { PYTHON } from './install.ts';

/** What PyTorch can do again and again: the prepared problem in two ways, and what shows the machine's peaks. */
export type PeerTurn = 'eager' | 'compile' | 'matmul' | 'copy';

/** What a first call gave, an update or decisions; and how many states at a time the calls after it take. */
export interface First {
  readonly metrics?: Readonly<Record<string, number>>;
  readonly action?: readonly number[];
  readonly chunk: number;
}

export interface Prepared {
  readonly torch: string;
  readonly eager: First;
  readonly compile: First;
}

/** A process with PyTorch that works when asked, one thing at a time. */
export class PyTorch {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(threads: number) {
    const script = fileURLToPath(new URL('serve.py', import.meta.url));
    const child = spawn(PYTHON, [script, String(threads)], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** Compiles and warms up the problem in `folder`, in place of an earlier one. */
  prepare(kind: StepKind, folder: string): Promise<Prepared> {
    return this.#ask({ prepare: kind, folder }) as Promise<Prepared>;
  }

  turn(turn: PeerTurn): Turn {
    return { turn_ms: () => this.#ask({ turn }) as Promise<number> };
  }

  close(): void {
    this.#child.stdin!.end();
  }

  async #ask(command: object): Promise<unknown> {
    this.#child.stdin!.write(`${JSON.stringify(command)}\n`);
    const { done, value } = await this.#lines.next();
    if (done) throw new Error('PyTorch ended early.');
    return JSON.parse(value) as unknown;
  }
}
