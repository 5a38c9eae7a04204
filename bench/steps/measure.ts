import type { EngineId } from '../../contracts/run.ts';
import { steps, stepTurn } from '../aql-problem.ts';
import { matmulTurn, peak_GFLOPs } from '../matmul-peak.ts';
import { median } from '../median.ts';
import type { PyTorch } from '../peers/peer.ts';
import { writeProblem } from '../peers/problem-files.ts';
import { takeTurns } from '../turns.ts';
import { expectAgreement } from './agreement.ts';
import { PEER_MODES, type Cell, type Measured } from './cells.ts';
import { leastWork, type Peaks } from './least-work.ts';

const PEAK_ROUNDS = 3;
/** Of PyTorch's copy: read and written. */
const COPIED_GB = (2 * 4 * 2 ** 24) / 1e9;

/** Our engines and PyTorch, eager and compiled, in turns on the same problem; their first results must agree. */
export async function measure(
  cell: Cell,
  engines: readonly EngineId[],
  torch: PyTorch,
  rounds: number,
): Promise<Measured> {
  const { kind, states, dimensions, threads } = cell;
  const problem = steps[kind].problem(states, dimensions);
  const programs = await Promise.all(engines.map((engine) => steps[kind].compile(problem, threads, engine)));
  const { folder, remove } = await writeProblem(problem, programs[0]!);
  try {
    const peer = await torch.prepare(kind, folder);
    for (const [i, program] of programs.entries()) {
      await program.run();
      for (const mode of PEER_MODES) expectAgreement(peer[mode], program.outputs, `${mode} beside ${engines[i]}`);
    }
    const peaks = await measurePeaks(threads, torch);
    const ours = programs.map((program) => stepTurn(kind, problem, program));
    const theirs = PEER_MODES.map((mode) => torch.turn(mode));
    const all = await takeTurns([...ours, ...theirs], rounds);
    const times = all.map((own) => ({ median: median(own), low: Math.min(...own), high: Math.max(...own) }));
    const times_ms = Object.fromEntries([...engines, ...PEER_MODES].map((name, i) => [name, times[i]!]));
    const { torch: version, eager } = peer;
    return { ...cell, rounds, torch: version, chunk: eager.chunk, times_ms, work: leastWork(kind, problem), peaks };
  } finally {
    for (const program of programs) await program.dispose();
    remove();
  }
}

/** The fastest of a few: products by onnxruntime and by PyTorch, copies by PyTorch. */
async function measurePeaks(threads: number, torch: PyTorch): Promise<Peaks> {
  const own = await matmulTurn(threads);
  const times = await takeTurns([own, torch.turn('matmul'), torch.turn('copy')], PEAK_ROUNDS);
  await own.dispose();
  const [ours, theirs, copy] = times.map((all) => Math.min(...all));
  return { GFLOPs: peak_GFLOPs(Math.min(ours!, theirs!)), GBs: (1e3 * COPIED_GB) / copy! };
}
