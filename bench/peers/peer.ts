import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PYTHON } from './install.ts';

const script = fileURLToPath(new URL('aql_step.py', import.meta.url));

/** A process that updates when asked. */
export interface Peer {
  /** Of its first update. */
  readonly metrics: Readonly<Record<string, number>>;
  update_ms(): Promise<number>;
  close(): void;
}

/** Starts PyTorch on the problem in `folder`; it has compiled and warmed up when this resolves. */
export async function startPeer(folder: string, threads: number, mode: 'eager' | 'compile'): Promise<Peer> {
  const child = spawn(PYTHON, [script, folder, String(threads), mode], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function line(): Promise<string> {
    const { done, value } = await lines.next();
    if (done) throw new Error(`PyTorch (${mode}) ended early.`);
    return value;
  }
  const { metrics } = JSON.parse(await line()) as { metrics: Record<string, number> };
  return {
    metrics,
    async update_ms() {
      child.stdin.write('update\n');
      return Number(await line());
    },
    close: () => child.stdin.end(),
  };
}
