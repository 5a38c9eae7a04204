/** Does one thing at a time: what is asked for meanwhile is done next, and of several only the last. */
export function oneAtATime<A>(work: (argument: A) => Promise<unknown>): (argument: A) => void {
  let isBusy = false;
  let waiting: { readonly argument: A } | null = null;
  return (argument) => {
    waiting = { argument };
    if (!isBusy) void workOff();
  };

  async function workOff(): Promise<void> {
    isBusy = true;
    while (waiting) {
      const { argument } = waiting;
      waiting = null;
      await work(argument);
    }
    isBusy = false;
  }
}
