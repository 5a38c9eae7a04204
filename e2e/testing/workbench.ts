import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { connectLab, type LabClient } from '../../contracts/rpc/lab-client.ts';
import { socketPort } from '../../main/server/socket-port.ts';

const entry = fileURLToPath(new URL('../../main/cli/index.ts', import.meta.url));

/** `npm start`, serving to browsers. */
export interface Workbench {
  /** What it printed for a person to open. */
  readonly link: URL;
  /** What it has said so far. */
  readonly words: () => string;
  /** A window without a browser: opens the link and connects, as the page does. */
  connect(): Promise<LabClient>;
  /** The lab's process. */
  labPid(): number;
  /** Ctrl-C. @returns the exit code. */
  interrupt(): Promise<number | null>;
}

export async function startWorkbench(dataFolder: string): Promise<Workbench> {
  const words = ['--disable-warning=ExperimentalWarning', entry, 'start', '--browser', '--data', dataFolder];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const link = await new Promise<URL>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += String(chunk);
      const match = /http:\S+/.exec(printed);
      if (match) resolve(new URL(match[0]));
    });
    child.once('exit', () => reject(new Error(said)));
  });
  return {
    link,
    words: () => said,
    connect: () => openWindow(link),
    labPid: () => findLab(child.pid!),
    interrupt() {
      child.kill('SIGINT');
      return exited;
    },
  };
}

/** A folder for the runs of a test, and its removal. */
export function temporaryData(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'aql-e2e-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The cookie that a browser has after it opened the link. */
export async function cookieOf(link: URL): Promise<string> {
  const { headers } = await fetch(link);
  return headers.get('set-cookie')!.split(';')[0]!;
}

async function openWindow(link: URL): Promise<LabClient> {
  const headers = { Cookie: await cookieOf(link), Origin: link.origin };
  const socket = new WebSocket(`ws://${link.host}/lab`, { headers });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return connectLab(socketPort(socket));
}

function findLab(parent: number): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const lab = processes
    .map((line) => line.trim().split(/\s+/))
    .find(([, ppid, ...args]) => Number(ppid) === parent && args.join(' ').includes('lab-host'));
  return Number(lab![0]);
}

/** Asks every few milliseconds until the answer is what is waited for. */
export async function until<T>(ask: () => Promise<T>, isIt: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
