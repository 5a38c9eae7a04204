/** How long `work` takes, ms. */
export async function time_ms(work: () => Promise<void>): Promise<number> {
  const start_ms = performance.now();
  await work();
  return performance.now() - start_ms;
}
