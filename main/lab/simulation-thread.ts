import { workerData } from 'node:worker_threads';
import type { EngineId, RunConfig } from '../../contracts/run.ts';
import { giveWay } from './give-way.ts';
import { makePlan, type Half, type SharedMemory } from './plan.ts';
import { Simulation, type Share, type SimulationState } from './simulation.ts';
import { serve } from './thread.ts';

export interface SimulationThreadData {
  readonly config: RunConfig;
  readonly engine: EngineId;
  readonly shared: SharedMemory;
  readonly share: Share;
}

const { config, engine, shared, share } = workerData as SimulationThreadData;
giveWay();
let simulation: Simulation;

const api = {
  /** Makes the simulation, at the beginning or at a saved state; call it first. */
  async start(state: SimulationState | null) {
    simulation = await Simulation.create(makePlan(config), engine, shared, share);
    if (state) simulation.load(state);
  },
  collect(half: Half, warmingUp: boolean) {
    return simulation.collect(half, warmingUp);
  },
  save() {
    return simulation.save();
  },
  async close() {
    await simulation?.dispose();
  },
};
export type SimulationApi = typeof api;

serve(api);
