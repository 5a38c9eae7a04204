import { closest } from 'fastest-levenshtein';
import { WorkbenchError } from '../../contracts/errors.ts';
import type { TaskDefinition } from '../../contracts/task.ts';
import type { Physics } from '../physics/physics.ts';
import cartpoleSwingup from './cartpole-swingup.task.ts';
import so101ReachAnywhere from './so101-reach-anywhere.task.ts';
import so101Reach from './so101-reach.task.ts';

/** Every task: one `.task.ts` file of this folder each. */
export const tasks: readonly TaskDefinition<Physics>[] = [so101Reach, so101ReachAnywhere, cartpoleSwingup];

/** @throws WorkbenchError `unknown-name`, proposing the nearest name. */
export function findTask(id: string): TaskDefinition<Physics> {
  const task = tasks.find((task) => task.id === id);
  if (task) return task;
  const ids = tasks.map((task) => task.id);
  throw new WorkbenchError(
    'unknown-name',
    `There is no task '${id}'.`,
    `Did you mean '${closest(id, ids)}'? The tasks are: ${ids.join(', ')}.`,
  );
}
