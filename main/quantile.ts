/** The least value that `share` of all do not exceed. @param ascending sorted; 0 if it is empty */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  return ascending[Math.ceil(share * ascending.length) - 1] ?? 0;
}
