/** After such a pause another film begins: the trail of the tool does not cross it. */
const PAUSE_ms = 400;

/** Numbers the moments of a film that has no steps of its own: what a scene takes for one episode. */
export function filming(now_ms: () => number = () => performance.now()): () => { episode: number; step: number } {
  let moment = { episode: 0, step: 0 };
  let last_ms = -Infinity;
  return () => {
    const at_ms = now_ms();
    const isNew = at_ms - last_ms > PAUSE_ms;
    last_ms = at_ms;
    moment = isNew ? { episode: moment.episode + 1, step: 0 } : { ...moment, step: moment.step + 1 };
    return moment;
  };
}
