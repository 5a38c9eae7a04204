import type { RunRecord } from '../../contracts/run.ts';
import { composeConfig } from '../lab/index.ts';
import { FIRST_RUN } from '../shell/first-run.ts';
import { finalEvaluation } from './commands/eval.ts';
import type { Output } from './output.ts';
import { openStore } from './run-reference.ts';
import { table } from './table.ts';
import { evaluateRun, trainRun } from './training-session.ts';
import { typed } from './typed.ts';

/** Trains a first run, or goes on with the newest, and measures it. @returns the exit code. */
export async function startInTerminal(data: string | undefined, output: Output): Promise<number> {
  const store = openStore(data, output);
  const [newest] = store.list();
  if (newest?.status === 'running') return tellRunning(newest, output);
  if (newest?.status === 'solved' || newest?.status === 'finished') return tellNext(newest, output);
  const { name, ...first } = FIRST_RUN;
  const run = newest ? store.openRun(newest.id) : store.create(composeConfig(first), name);
  const exitCode = await trainRun(run, output);
  return exitCode === 0 ? evaluateRun(run, finalEvaluation, output) : exitCode;
}

function tellRunning({ id, ...run }: RunRecord, output: Output): number {
  output.result({ type: 'run', id, ...run }, `Run ${id} is in training now. See it with: ${typed(`show ${id}`)}`);
  return 0;
}

function tellNext({ id, ...run }: RunRecord, output: Output): number {
  const next = [
    [typed('show latest'), 'its settings, evaluations and curves'],
    [typed('eval latest'), 'its policy, measured on fresh episodes'],
    [typed('export latest'), 'its policy as an ONNX file'],
    [typed('tasks'), 'what else can be learned'],
    [typed('train TASK --seed 2'), 'another run'],
  ];
  output.result({ type: 'run', id, ...run }, `Run ${id} is ${run.status}. What next:\n${table(next)}`);
  return 0;
}
