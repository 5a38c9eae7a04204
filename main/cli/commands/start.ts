import { z } from 'zod';
import type { RunRecord } from '../../../contracts/run.ts';
import { composeConfig } from '../../lab/index.ts';
import { commonOptions, defineCommand } from '../command.ts';
import type { Output } from '../output.ts';
import { openStore } from '../run-reference.ts';
import { table } from '../table.ts';
import { evaluateRun, trainRun } from '../training-session.ts';
import { typed } from '../typed.ts';
import { evaluationOptions } from './eval.ts';

const FIRST_TASK = 'so101-reach';
const finalEvaluation = z.object(evaluationOptions);

export const startCommand = defineCommand({
  id: 'start',
  summary: 'Begin here: trains a first policy and measures it; goes on with it if it was cut short.',
  args: [],
  options: z.strictObject(commonOptions),
  examples: ['aql-workbench start'],
  async run({ options, output }) {
    const store = openStore(options.data, output);
    const [latest] = store.list();
    if (latest?.status === 'running') return tellRunning(latest, output);
    if (latest?.status === 'solved' || latest?.status === 'finished') return tellNext(latest, output);
    const run = latest ? store.openRun(latest.id) : store.create(composeConfig({ task: FIRST_TASK }), 'first');
    const exitCode = await trainRun(run, output);
    return exitCode === 0 ? evaluateRun(run, finalEvaluation.parse({}), output) : exitCode;
  },
});

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
