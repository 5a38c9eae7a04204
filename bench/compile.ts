/**
 * How long engines take to compile AQL's programs with the paper's networks: one update, one decision for 16 environments, seven
 * sub-actions of 11 bins. The first time includes what is loaded once for a process. WebGPU and TensorFlow run a program once
 * when they compile it, to compile its shaders and to learn the shapes of its outputs.
 *
 *     node bench/compile.ts [--engines onnx-cpu,onnx-webgpu,cuda] [--states 256]
 */
import { parseArgs } from 'node:util';
import { getEngine } from '../agents/engine/index.ts';
import type { EngineId } from '../contracts/run.ts';
import { steps, stepTurn, type StepKind } from './aql-problem.ts';
import { median } from './median.ts';
import { time_ms } from './time.ts';

const { values: options } = parseArgs({
  options: {
    engines: { type: 'string', default: 'onnx-cpu,onnx-webgpu,cuda' },
    states: { type: 'string', default: '256' },
  },
});
const DIMENSIONS = 7;
const rows: Readonly<Record<StepKind, number>> = { learn: Number(options.states), act: 16 };
const [AGAIN, RUNS] = [3, 5];

console.log('| Engine | Program | First | Again | Runs in that time |\n| --- | --- | ---: | ---: | ---: |');
for (const id of options.engines.split(',') as EngineId[]) {
  const engine = getEngine(id);
  const availability = await engine.availability();
  if ('reason' in availability) {
    console.log(`| ${id} | not here: ${availability.reason} | | | |`);
    continue;
  }
  for (const kind of Object.keys(rows) as StepKind[]) {
    if (kind === 'act' && !engine.canAct) continue;
    const problem = steps[kind].problem(rows[kind], DIMENSIONS);
    const compile = async () => (await engine.compile(problem.program)).dispose();
    const first_ms = await time_ms(compile);
    const again_ms: number[] = [];
    for (let i = 0; i < AGAIN; i++) again_ms.push(await time_ms(compile));
    const compiled = await steps[kind].compile(problem, 1, id);
    const turn = stepTurn(kind, problem, compiled);
    const run_ms: number[] = [];
    for (let i = 0; i < RUNS; i++) run_ms.push(await turn.turn_ms());
    await compiled.dispose();
    const cells = [inSeconds(first_ms), inSeconds(median(again_ms)), (median(again_ms) / median(run_ms)).toFixed(1)];
    console.log(`| ${id} | ${kind} | ${cells.join(' | ')} |`);
  }
}

function inSeconds(duration_ms: number): string {
  return `${(duration_ms / 1e3).toFixed(2)} s`;
}
