import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledProgram } from '../../agents/engine/index.ts';
import { BINS, type AqlProblem } from '../aql-problem.ts';

/** Writes the numbers that a program starts from: problem.json, and NAME.f32 for each input and for the parameters. */
export async function writeProblem({ program, specs, config, space }: AqlProblem, compiled: CompiledProgram) {
  const folder = mkdtempSync(join(tmpdir(), 'aql-peer-'));
  const names = Object.keys(program.inputs).filter((name) => name === 'parameters' || !program.state.includes(name));
  for (const name of names) {
    const values = program.state.includes(name) ? await compiled.state(name) : compiled.inputs[name]!;
    writeFileSync(join(folder, `${name}.f32`), Float32Array.from(values));
  }
  const problem = {
    states: config.batchSize,
    dimensions: space.action.length,
    bins: BINS,
    proposals: config.proposals,
    uniformCandidates: config.uniformCandidates,
    headUnits: config.headUnits,
    entropyWeight: config.entropyWeight,
    parameters: specs.map(({ name, shape }) => ({ name, shape })),
    inputs: Object.fromEntries(names.map((name) => [name, program.inputs[name]!.shape])),
  };
  writeFileSync(join(folder, 'problem.json'), JSON.stringify(problem));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
