import { WorkbenchError } from '../../contracts/errors.ts';
import type { RunSummary } from '../../contracts/lab-api.ts';
import type { LabClient } from '../../contracts/rpc/lab-client.ts';
import { finalEvaluation } from './commands/eval.ts';
import type { Output } from './output.ts';
import { ProgressDisplay } from './progress-display.ts';
import { formatCount } from './quantities.ts';
import { describeEnding, describeEvaluation, showEvent } from './training-session.ts';

/**
 * Shows in the terminal what the lab trains, beside what its windows show. The first run that ends is measured, like one
 * of the command line.
 */
export class LabFollower {
  readonly #output: Output;
  #display: ProgressDisplay | null = null;
  #hasMeasured = false;

  constructor(output: Output) {
    this.#output = output;
  }

  /** Follows one more lab until it closes: after a crash, the next. */
  async follow(client: LabClient): Promise<void> {
    let inTraining: RunSummary | undefined;
    client.onFrame('run', async ({ run, event }) => {
      if (inTraining?.id !== run) inTraining = (await client.lab.runs()).find(({ id }) => id === run);
      if (!inTraining) return;
      this.#display ??= new ProgressDisplay(this.#output.progressSink, inTraining.config.task);
      showEvent(event, this.#display, this.#output);
    });
    client.onFrame('runs-changed', async () => {
      const run = (await client.lab.runs()).find(({ id }) => id === inTraining?.id);
      if (run?.activity !== 'idle') return;
      inTraining = undefined;
      await this.#tellEnd(run, client);
    });
    client.onClose(() => this.#clear());
    const { warnings } = await client.lab.catalogue();
    for (const warning of warnings) this.say(`warning: ${warning}`);
  }

  /** A line that stays. */
  say(text: string): void {
    this.#clear();
    this.#output.note(text);
  }

  /** Removes the bar. */
  #clear(): void {
    this.#display?.end();
    this.#display = null;
  }

  async #tellEnd(run: RunSummary, { lab }: LabClient): Promise<void> {
    const evaluation = (await lab.evaluations(run.id)).at(-1)?.evaluation ?? null;
    this.say(describeEnding({ ...run, run: run.id }, evaluation));
    const isComplete = run.status === 'solved' || run.status === 'finished';
    if (!isComplete || this.#hasMeasured) return;
    this.#hasMeasured = true;
    this.say(`Evaluating ${run.id} over ${formatCount(finalEvaluation.episodes)} episodes …`);
    try {
      this.say(describeEvaluation(await lab.evaluate(run.id, finalEvaluation)));
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      // The lab ended meanwhile, and that is told already.
      if (error.code !== 'cancelled') this.#output.error(error);
    }
  }
}
