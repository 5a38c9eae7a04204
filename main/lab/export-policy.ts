import { exportOnnx } from '../../agents/engine/export-onnx.ts';
import type { Run } from '../runs/run.ts';
import { makePlan } from './plan.ts';
import { loadPolicy } from './policy.ts';

/**
 * A run's best policy as one self-contained ONNX model for a single state. Its inputs are `observation_t` [1, S] and
 * the random numbers of its search; its outputs `action_t` [1, D] (bin indices, or values in [-1, 1]) and `q_t`. The metadata holds, as JSON,
 * the specs of both spaces and of the random inputs: all that is needed to run it elsewhere.
 */
export async function exportPolicy(run: Run): Promise<Uint8Array> {
  const { config, task, agent, agentConfig, space } = makePlan(run.record.config);
  const program = agent.act(agentConfig, space, 1);
  const noise = Object.entries(program.inputs).filter(([, spec]) => spec.noise);
  return exportOnnx(program, {
    constants: { parameters: loadPolicy(run, 'best') },
    metadata: {
      run: run.id,
      task: task.id,
      agent: agent.id,
      paper: agent.paper.url,
      controlTimestep_s: String(task.controlTimestep_s),
      observation: JSON.stringify(task.observation),
      action: JSON.stringify(space.action),
      noise: JSON.stringify(Object.fromEntries(noise)),
      config: JSON.stringify(config),
    },
  });
}
