import type { MjData } from '@mujoco/mujoco';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { Views } from './views.ts';

/** MuJoCo's own bound on sane positions and velocities (mjMAXVAL). */
const MAX_VALUE = 1e10;

/** @throws WorkbenchError `simulation-diverged` if a position or velocity is NaN or huge. */
export function checkDivergence({ qpos, qvel }: Views, data: MjData): void {
  checkSane('qpos', qpos, data);
  checkSane('qvel', qvel, data);
}

function checkSane(name: string, values: Float64Array, data: MjData): void {
  for (let i = 0; i < values.length; i++) {
    // Written so that NaN fails it too.
    if (Math.abs(values[i]!) <= MAX_VALUE) continue;
    throw new WorkbenchError(
      'simulation-diverged',
      `The simulation diverged: ${name}[${i}] is ${values[i]} at ${data.time.toFixed(3)} s.`,
      "Reduce the model's time step or its actuators' gains, and check its masses and inertias.",
    );
  }
}
