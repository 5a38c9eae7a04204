import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Turn } from '../turns.ts';
import { PYTHON } from './install.ts';

/** A process that works when asked. @template T what its first turn gave */
export interface Peer<T> extends Turn {
  readonly first: T;
  close(): void;
}

/**
 * Starts PyTorch on the problem in `folder`; it has compiled and warmed up when this resolves.
 * @param program a file of this folder
 */
export async function startPeer<T>(
  program: 'aql_step.py' | 'aql_act.py',
  folder: string,
  threads: number,
  mode: 'eager' | 'compile',
): Promise<Peer<T>> {
  const script = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(PYTHON, [script, folder, String(threads), mode], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function line(): Promise<string> {
    const { done, value } = await lines.next();
    if (done) throw new Error(`PyTorch (${mode}) ended early.`);
    return value;
  }
  const first = JSON.parse(await line()) as T;
  return {
    first,
    async turn_ms() {
      child.stdin.write('turn\n');
      return Number(await line());
    },
    close: () => child.stdin.end(),
  };
}
