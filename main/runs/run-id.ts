import { randomInt } from 'node:crypto';

const ID = /^\d{8}-\d{4}-[\w.-]+-[0-9a-z]{4}$/;

/** A run's id: UTC minute, task, four random characters, as `20261124-0531-reach-k3f9`. Ids sort by time. */
export function newRunId(task: string, createdAt: Date): string {
  const minute = createdAt.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
  const suffix = randomInt(36 ** 4)
    .toString(36)
    .padStart(4, '0');
  return `${minute}-${task.replace(/[^\w.-]/g, '-')}-${suffix}`;
}

export function isRunId(text: string): boolean {
  return ID.test(text);
}
