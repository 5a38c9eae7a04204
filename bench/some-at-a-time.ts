/** Works through a list in its order, some at a time. */
export async function someAtATime<T extends object>(
  items: readonly T[],
  some: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  async function next(): Promise<void> {
    for (let item = waiting.shift(); item; item = waiting.shift()) await work(item);
  }
  await Promise.all(Array.from({ length: some }, next));
}
