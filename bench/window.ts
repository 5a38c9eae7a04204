/**
 * What the window costs: the workbench serves its page to a real Chromium, as `npm start -- --browser` does.
 *
 *     node bench/window.ts [--parts size,paint,tasks,memory,training] [--minutes 1] [--steps 6000] [--pairs 3]
 *         [--graphics none|emulated] [--json]
 *
 * `--minutes` is how long long tasks are looked for and memory is sampled; `--steps` and `--pairs` are the training runs
 * that are timed, by the command line alone and with a window open. `--graphics` is what Chromium has for a graphics card.
 */
import { parseArgs } from 'node:util';
import { noChromium, type Graphics } from '../e2e/testing/chromium.ts';
import { measureFirstPaint } from './window/first-paint.ts';
import { measureLongTasks } from './window/long-tasks.ts';
import { describeMachine } from './window/machine.ts';
import { measureMemory } from './window/memory.ts';
import { measurePageSize } from './window/page-size.ts';
import { measureTraining } from './window/training.ts';

/** A figure by a few words, and whatever lies behind it. */
export interface Measured {
  readonly lines: readonly string[];
  readonly data: object;
}

const { values: options } = parseArgs({
  options: {
    parts: { type: 'string', default: 'size,paint,tasks,memory,training' },
    minutes: { type: 'string', default: '1' },
    steps: { type: 'string', default: '6000' },
    pairs: { type: 'string', default: '3' },
    graphics: { type: 'string', default: 'none' },
    json: { type: 'boolean', default: false },
  },
});
const minutes = Number(options.minutes);
const graphics: Graphics = options.graphics === 'emulated' ? 'emulated' : 'none';

const parts: Record<string, () => Measured | Promise<Measured>> = {
  size: measurePageSize,
  paint: () => measureFirstPaint(graphics),
  tasks: () => measureLongTasks(graphics, minutes),
  memory: () => measureMemory(graphics, minutes),
  training: () => measureTraining(graphics, Number(options.steps), Number(options.pairs)),
};

if (noChromium) throw new Error(`The window cannot be measured: ${noChromium}.`);
const wanted = options.parts.split(',');
const unknown = wanted.find((part) => !(part in parts));
if (unknown !== undefined)
  throw new Error(`There is no part '${unknown}'; there are ${Object.keys(parts).join(', ')}.`);

report('machine', await describeMachine(graphics));
for (const part of wanted) report(part, await parts[part]!());

function report(part: string, { lines, data }: Measured): void {
  if (options.json) console.log(JSON.stringify({ part, ...data }));
  else for (const line of lines) console.log(`${part}: ${line}`);
}
