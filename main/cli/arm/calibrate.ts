import { createInterface } from 'node:readline';
import type { CalibrationEvent, CalibrationPrompt } from '../../../contracts/arm-calibration.ts';
import type { ArmStreamFrame } from '../../../contracts/arm-api.ts';
import type { Output } from '../output.ts';
import { CLEAR_LINE } from '../progress-display.ts';
import { DEGREES } from '../quantities.ts';
import type { ArmOptions } from './options.ts';
import { connectionOf, withArm } from './with-arm.ts';

const WAYS = 'Enter confirms; `centre`, `ends` or `direction JOINT` does a step again; `cancel` ends.';

/** The guided calibration in a terminal. */
export async function calibrateArm(options: ArmOptions, output: Output): Promise<number> {
  const connection = await connectionOf(options);
  const screen = new PromptScreen(output);
  const { promise: ended, resolve: end } = Promise.withResolvers<'done' | 'cancelled'>();
  let savedAt: string | null = null;
  const { promise: saved, resolve: save } = Promise.withResolvers<void>();
  const receive = (frame: ArmStreamFrame): void => {
    if (frame.kind === 'calibration') {
      screen.show(frame.prompt);
      if (frame.prompt.step === 'done' || frame.prompt.step === 'cancelled') end(frame.prompt.step);
    } else if (frame.kind === 'arm-connection') {
      if (frame.lost ?? frame.warning) output.note((frame.lost ?? frame.warning)!);
      if (frame.lost) end('cancelled');
      if (frame.calibratedAt !== null && frame.calibratedAt !== savedAt) save();
      savedAt = frame.calibratedAt;
    }
  };
  return withArm(options, receive, async (arm) => {
    await arm.connect(connection);
    await arm.calibrate();
    output.note(WAYS);
    const send = (event: CalibrationEvent) => void arm.calibrationEvent(event).catch(() => {});
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      const event = eventOf(line);
      if (event) send(event);
      else output.note(WAYS);
    });
    const cancel = () => send({ type: 'cancel' });
    lines.on('close', cancel);
    process.on('SIGINT', cancel);
    const how = await ended;
    process.off('SIGINT', cancel);
    lines.off('close', cancel).close();
    if (how === 'cancelled') return 1;
    await saved;
    output.result({ type: 'calibration', arm: options.arm, address: connection.address }, 'Calibrated.');
    return 0;
  });
}

/** @returns null if the words mean nothing */
export function eventOf(line: string): CalibrationEvent | null {
  const [word = '', joint] = line.trim().split(/\s+/);
  switch (word) {
    case '':
      return { type: 'confirm' };
    case 'cancel':
      return { type: 'cancel' };
    case 'centre':
      return { type: 'redo', step: 'centre' };
    case 'ends':
      return { type: 'redo', step: 'sweep' };
    case 'direction':
      return { type: 'redo', step: 'sign', ...(joint !== undefined && { joint }) };
    default:
      return null;
  }
}

/** What is asked for, when it changes; on a terminal also how far every joint was moved, in a line that is rewritten. */
class PromptScreen {
  readonly #output: Output;
  #told = '';

  constructor(output: Output) {
    this.#output = output;
  }

  show({ title, text, problem, joints }: CalibrationPrompt): void {
    const words = [`${title}: ${text}`, problem].filter(Boolean).join('\n');
    const sink = this.#output.progressSink;
    if (words !== this.#told) {
      this.#told = words;
      this.#output.note(`${sink.isTTY ? CLEAR_LINE : ''}${words}`);
    }
    if (!sink.isTTY) return;
    const swept = joints.map(({ name, swept_rad }) => `${name} ${Math.round(swept_rad * DEGREES)}°`);
    sink.write(`${CLEAR_LINE}${swept.join('  ')}`);
  }
}
