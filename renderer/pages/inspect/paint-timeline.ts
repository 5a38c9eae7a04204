import type { WatchFrame } from '../../../contracts/stream.ts';
import { steadyRange, ticks, type Range } from '../../panels/canvas/axis.ts';
import type { Ink } from '../../panels/canvas/ink.ts';
import { valueText } from '../../panels/curves/chart-text.ts';
import type { Branch } from './branch.ts';

const LEFT_px = 52;
const RIGHT_px = 14;
const TOP_px = 8;
const BOTTOM_px = 20;

export interface TimelinePicture {
  readonly frames: readonly WatchFrame[];
  readonly branch: Branch | null;
  readonly last: number;
  readonly step: number;
}

export const xOfStep = (width: number, last: number, step: number): number =>
  LEFT_px + (step / Math.max(1, last)) * (width - LEFT_px - RIGHT_px);

export function stepOfX(width: number, last: number, x: number): number {
  const step = Math.round(((x - LEFT_px) / (width - LEFT_px - RIGHT_px)) * last);
  return Math.min(last, Math.max(0, step));
}

/** Range of the rewards; the first moment has none. */
export function rewardRange(...episodes: readonly (readonly WatchFrame[])[]): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const frames of episodes) {
    for (const { reward } of frames.slice(1)) {
      low = Math.min(low, reward);
      high = Math.max(high, reward);
    }
  }
  return low <= high ? steadyRange(null, low, high) : { low: 0, high: 1 };
}

/** The reward of every step, what might have been beside it, and where the episode is being looked at. */
export function paintTimeline(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  { frames, branch, last, step }: TimelinePicture,
  ink: Ink,
): void {
  const range = rewardRange(frames, branch?.frames ?? []);
  const bottom = height - BOTTOM_px;
  const y = (reward: number): number => bottom - ((reward - range.low) / (range.high - range.low)) * (bottom - TOP_px);
  const x = (step: number): number => xOfStep(width, last, step);

  context.font = `11px ${ink.font}`;
  context.textBaseline = 'middle';
  for (const tick of ticks(range, 3)) {
    context.fillStyle = ink.border;
    context.fillRect(LEFT_px, Math.round(y(tick)), width - LEFT_px - RIGHT_px, 1);
    context.fillStyle = ink['text-faint'];
    context.textAlign = 'right';
    context.fillText(valueText(tick), LEFT_px - 8, y(tick));
  }
  context.textAlign = 'center';
  for (const tick of ticks({ low: 0, high: last }, Math.max(2, Math.floor(width / 160)))) {
    if (Number.isInteger(tick)) context.fillText(String(tick), x(tick), height - 8);
  }

  const line = (episode: readonly WatchFrame[], from: number, color: string, thickness: number): void => {
    context.strokeStyle = color;
    context.lineWidth = thickness;
    context.lineJoin = 'round';
    context.beginPath();
    for (let i = Math.max(1, from); i < episode.length; i++) context.lineTo(x(i), y(episode[i]!.reward));
    context.stroke();
  };
  line(frames, 1, ink['series-1'], 1.75);
  if (branch) {
    line(branch.frames, branch.from, ink['series-2'], 1.75);
    context.fillStyle = ink['series-2'];
    context.fillRect(x(branch.from) - 0.5, TOP_px, 1, bottom - TOP_px);
  }

  context.fillStyle = ink.text;
  context.fillRect(x(step) - 0.75, TOP_px, 1.5, bottom - TOP_px);
  dot(
    context,
    x(step),
    y(frames[Math.min(step, frames.length - 1)]!.reward),
    step < frames.length && step > 0,
    ink['series-1'],
  );
  const imagined = branch?.frames[step];
  if (branch && imagined && step > branch.from) dot(context, x(step), y(imagined.reward), true, ink['series-2']);
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, isShown: boolean, color: string): void {
  if (!isShown) return;
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  context.fill();
}
