/** Work that takes turns with others. */
export interface Turn {
  turn_ms(): Promise<number>;
}

/** Over some rounds the times of each, ms: all take turns in every round, so that they see the same machine. */
export async function takeTurns(turns: readonly Turn[], rounds: number): Promise<number[][]> {
  const times: number[][] = turns.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, one] of turns.entries()) times[i]!.push(await one.turn_ms());
  }
  return times;
}
