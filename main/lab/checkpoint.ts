import { WorkbenchError } from '../../contracts/errors.ts';
import type { Checkpoint } from '../runs/checkpoint-folder.ts';
import type { LearnerState } from './learner.ts';
import type { Gathered } from './metrics.ts';
import type { SimulationState } from './simulation.ts';

/** An evaluation that was started and takes effect at a later iteration: its result is the same whenever it is run. */
export interface DueEvaluation {
  readonly dueIteration: number;
  readonly environmentSteps: number;
  /** The policy that was evaluated, [P]. */
  readonly parameters: Float32Array;
}

/** How rows of experience lie on disk. Format 1 had actions as 16-bit integers. */
const EXPERIENCE_FORMAT = 2;

/** A run between two iterations: all that its future depends on, besides the experience on disk. */
export interface RunState {
  readonly iteration: number;
  readonly environmentSteps: number;
  readonly wall_s: number;
  readonly bestScore: number | null;
  readonly due: DueEvaluation | null;
  readonly gathered: Gathered;
  readonly learner: LearnerState;
  readonly simulations: readonly SimulationState[];
}

/** What is not numbers in bulk, as JSON. */
interface PlainState extends Omit<RunState, 'due' | 'learner' | 'simulations'> {
  readonly experienceFormat: number;
  readonly due: Omit<DueEvaluation, 'parameters'> | null;
  readonly learner: Omit<LearnerState, 'vectors' | 'replay'> & { replay: Omit<LearnerState['replay'], 'priorities'> };
  readonly simulations: readonly (Omit<SimulationState, 'environments'> & {
    readonly environments: readonly Omit<SimulationState['environments'][number], 'physics'>[];
  })[];
}

/** Bulk numbers go into tensors, which keep every bit; the rest into JSON. */
export function toCheckpoint(state: RunState): Checkpoint {
  const tensors: Record<string, Checkpoint['tensors'][string]> = {};
  const keep = (name: string, data: Float32Array | Float64Array) => (tensors[name] = { shape: [data.length], data });
  const { vectors, replay, ...learner } = state.learner;
  const { priorities, ...sampling } = replay;
  for (const [name, vector] of Object.entries(vectors)) keep(`learner/${name}`, vector);
  keep('replay/priorities', priorities);
  if (state.due) keep('due/parameters', state.due.parameters);
  const simulations = state.simulations.map((simulation, thread) => ({
    ...simulation,
    environments: simulation.environments.map(({ physics, ...environment }, e) => {
      keep(`simulation/${thread}/${e}`, physics);
      return environment;
    }),
  }));
  const due = state.due && { dueIteration: state.due.dueIteration, environmentSteps: state.due.environmentSteps };
  const plain: PlainState = {
    ...state,
    experienceFormat: EXPERIENCE_FORMAT,
    due,
    learner: { ...learner, replay: sampling },
    simulations,
  };
  return { environmentSteps: state.environmentSteps, updates: learner.updates, tensors, state: plain as never };
}

/** @throws WorkbenchError `unsupported` if its experience is of another format. */
export function fromCheckpoint(checkpoint: Checkpoint): RunState {
  const { experienceFormat = 1, ...plain } = checkpoint.state as unknown as PlainState;
  if (experienceFormat !== EXPERIENCE_FORMAT) {
    throw new WorkbenchError(
      'unsupported',
      `The experience of this run is of format ${experienceFormat}; this version reads format ${EXPERIENCE_FORMAT}.`,
      'Its policy can still be watched, evaluated and exported; to train further, start a new run with its settings.',
    );
  }
  const data = <T>(name: string) => checkpoint.tensors[name]!.data as T;
  const names = Object.keys(checkpoint.tensors).filter((name) => name.startsWith('learner/'));
  return {
    ...plain,
    due: plain.due && { ...plain.due, parameters: data<Float32Array>('due/parameters') },
    learner: {
      ...plain.learner,
      vectors: Object.fromEntries(names.map((name) => [name.slice('learner/'.length), data<Float32Array>(name)])),
      replay: { ...plain.learner.replay, priorities: data<Float64Array>('replay/priorities') },
    },
    simulations: plain.simulations.map((simulation, thread) => ({
      ...simulation,
      environments: simulation.environments.map((environment, e) => ({
        ...environment,
        physics: data<Float64Array>(`simulation/${thread}/${e}`),
      })),
    })),
  };
}

/** The agent's parameters in a checkpoint, [P]. */
export function policyParameters(checkpoint: Checkpoint): Float32Array {
  return checkpoint.tensors['learner/parameters']!.data as Float32Array;
}

/** A checkpoint that holds the policy alone, as the best one so far is kept. */
export function policyCheckpoint(environmentSteps: number, updates: number, parameters: Float32Array): Checkpoint {
  const tensors = { 'learner/parameters': { shape: [parameters.length], data: parameters } };
  return { environmentSteps, updates, tensors, state: {} };
}
