import type { Point } from '../../../contracts/deploy.ts';
import { createEnvironment, type Environment } from '../../../sims/environment.ts';
import { Random } from '../../../contracts/random.ts';

/**
 * Targets as the task draws them for its episodes: those of poses that are free of collision.
 * @throws WorkbenchError `bad-model` if the task has no target that can be placed
 */
export async function drawTargets(
  task: string,
  taskConfig: Readonly<Record<string, unknown>>,
  count: number,
  seed: number,
): Promise<Point[]> {
  const environment = await createEnvironment(task, taskConfig, Random.stream(seed, 0));
  try {
    return targetsOf(environment, count);
  } finally {
    environment.dispose();
  }
}

/** As `drawTargets`, by episodes that are begun in this environment. */
export function targetsOf(environment: Environment, count: number): Point[] {
  const target = environment.physics.mocap('target');
  return Array.from({ length: count }, () => {
    environment.reset();
    const [x, y, z] = environment.physics.mocapPos.subarray(target, target + 3);
    return [x!, y!, z!] as const;
  });
}
