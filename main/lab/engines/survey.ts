import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineFinding } from '../../../contracts/engines.ts';
import type { EngineId, RunConfig } from '../../../contracts/run.ts';
import { enginesFolder } from './folder.ts';

export interface SurveyRequest {
  readonly engine: EngineId;
  /** The run whose programs are measured; null only looks whether the engine is here. */
  readonly config: RunConfig | null;
}

/** An engine that is slower to compile and measure than this is no choice. */
const ANSWER_WITHIN_MS = 60_000;
const KILL = 'SIGKILL';

/** Looks at one engine in a process of its own. Never throws: what went wrong there is why the engine is not here. */
export function surveyEngine(request: SurveyRequest, signal?: AbortSignal): Promise<EngineFinding> {
  enginesFolder();
  const child = fork(fileURLToPath(new URL('./survey-process.ts', import.meta.url)), [JSON.stringify(request)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    // Within Electron its executable is Node then.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    timeout: ANSWER_WITHIN_MS,
    ...(signal && { signal }),
    killSignal: KILL,
  });
  let complaint = '';
  child.stderr!.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-4_000)));
  return new Promise((resolve) => {
    const fail = (how: string) =>
      resolve({
        engine: request.engine,
        availability: { reason: `It failed when it was tried: ${how}.`, remedy: 'Choose another engine.' },
        figures: null,
      });
    child.once('message', (finding) => resolve(finding as EngineFinding));
    child.once('error', ({ message }) => fail(message));
    child.once('close', (code, signal) => fail(errorLine(complaint) ?? ending(code, signal)));
  });
}

function ending(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === KILL) return `it took longer than ${ANSWER_WITHIN_MS / 1000} s`;
  return signal ? `signal ${signal}` : `exit code ${code}`;
}

/** The message of the error that ended the process, among what it and native libraries wrote. */
function errorLine(complaint: string): string | null {
  return /^(?:\w*Error): (.+?)\.?$/m.exec(complaint)?.[1] ?? null;
}
